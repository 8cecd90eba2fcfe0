import { load } from 'cheerio'
import { doIUseEmail } from 'doiuse-email'
import { describe, expect, it } from 'vitest'
import type { MailRequest, MailTemplate } from '#outside/mail/mail-message.ts'
import { mailRenderer } from '#outside/mail/mail-rendering.ts'
import { catalogueText, locales, messageKeys, type Locale } from '#shared/texts/i18n.ts'

/**
 * Mail clients of our readers: Mail.ru in Russia, mostly the phone's own in China; caniemail covers neither Yandex nor QQ.
 */
const emailClients = ['gmail.*', 'outlook.*', 'apple-mail.*', 'mail-ru.*', 'samsung-email.*', 'thunderbird.*']

/** Features that some clients lack, and why a letter stays readable. */
const bearable = {
  '@media': 'the letter stays light',
  '<body> element': 'the outer table has its colours, too',
  'border-radius': 'corners are square',
  'word-break': 'a long address makes the letter wider',
  'role attribute': 'the tables are read as such by one program of 2016',
}

const render = mailRenderer('https://street.example')
const templates = messageKeys.flatMap(key => (/^mail\.(.+)\.subject$/.exec(key)?.[1] ?? []) as MailTemplate | [])
const items = [
  { title: 'SFH-A-0101', text: '64,5 м², ¥1 240', path: '/ru/premises/SFH-A-0101' },
  { title: 'SFH-A-0102', text: '', path: '/ru/premises/SFH-A-0102' },
]

/** Returns a letter with everything it can have: each placeholder filled, links where its text has some. */
function letter(locale: Locale, template: MailTemplate, parts: Partial<MailRequest> = {}) {
  const words = messageKeys.filter(key => key.startsWith(`mail.${template}.`)).map(key => catalogueText(locale, key))
  const gaps = words.flatMap(text => [...text.matchAll(/\{(\w+)/g)].map(([, name = '']) => [name, '1'] as const))
  const facts = { ...Object.fromEntries(gaps), link: '/ru/verify/abc', manage: '/ru/saved' }
  return render({ cause: 'test', to: 'anna@example.com', locale, template, facts, ...parts })
}

describe('the layout of mails', () => {
  it.each(locales)('is one for all, and holds what each of them says, in %s', locale => {
    expect(templates.length).toBeGreaterThan(80)
    for (const template of templates) {
      const { html, subject } = letter(locale, template)
      const $ = load(html)
      expect($('html').attr('lang'), template).toBe(locale)
      expect($('td.card > h1').text(), template).toBe(subject)
      expect($('td.card p').length, template).toBeGreaterThan(0)
      expect($('body').text(), template).not.toMatch(/\{|undefined|mail\.[a-z]/)
    }
  })

  it('breaks no number of a case and no code of a unit at its hyphens, and lets no markup through', () => {
    const facts = { reference: 'SS-2026-000007', premises: 'SFH-A-0433', reason: '<b>SFH-A-0433</b>', link: '/ru/x' }
    const $ = load(letter('ru', 'application-ineligible', { facts }).html)
    const whole = $('td.card [style="white-space:nowrap"]').toArray()
    expect(whole.map(span => $(span).text())).toEqual(['SS-2026-000007', 'SS-2026-000007', 'SFH-A-0433'])
    expect($('td.card b')).toHaveLength(0)
  })

  it('uses nothing that the programs of our readers do not know', () => {
    expect(doIUseEmail('<p style="display:grid">', { emailClients }).success).toBe(false)
    for (const template of templates) {
      const { html } = letter('ru', template, { items, unsubscribe: '/ru/unsubscribe/abc' })
      const judged = doIUseEmail(html, { emailClients })
      const left = judged.success ? [] : judged.errors
      const unbearable = left.filter(
        error => !Object.keys(bearable).some(feature => error.startsWith(`\`${feature}\``)),
      )
      expect(unbearable, template).toEqual([])
    }
  })

  it('has boxes that Outlook for Windows draws: padding on cells, widths on tables', () => {
    const $ = load(letter('ru', 'search-alert', { items, unsubscribe: '/ru/unsubscribe/abc' }).html)
    const styled = (property: string) =>
      $(`[style*="${property}"]`)
        .toArray()
        .filter(({ attribs }) => new RegExp(`(^|;)${property}:(?!0[;"]|0$)`).test(attribs.style ?? ''))
        .map(({ name }) => name)
    expect(new Set(styled('padding'))).toEqual(new Set(['td']))
    expect(new Set(styled('max-width'))).toEqual(new Set(['table']))
    expect($('table').not('[role=presentation]')).toHaveLength(0)
    expect($('[style*="auto"], [style*="background:"], div')).toHaveLength(0)
  })

  it('keeps the lines of a paragraph, and words as words', () => {
    const { html } = letter('en', 'enquiry-inbox', {
      facts: { name: 'A <b>', email: 'a@b.example', message: 'one\ntwo' },
    })
    const $ = load(html)
    expect($('td.card p').last().html()).toBe('one<br>two')
    expect($('td.card p').first().text()).toContain('A <b>')
  })
})
