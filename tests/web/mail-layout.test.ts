import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { letter, mailItems, mailTemplates } from '../support/texts/letters.ts'

describe('the layout of mail', () => {
  it.each(locales)('is the same for all templates and contains the text of each, in %s', locale => {
    expect(mailTemplates.length).toBeGreaterThan(80)
    for (const template of mailTemplates) {
      const { html, subject } = letter(locale, template)
      const $ = load(html)
      expect($('html').attr('lang'), template).toBe(locale)
      expect($('td.card > h1').text(), template).toBe(subject)
      expect($('td.card p').length, template).toBeGreaterThan(0)
      expect($('body').text(), template).not.toMatch(/\{|undefined|mail\.[a-z]/)
    }
  })

  it('does not break case numbers and unit codes at hyphens, and escapes markup', () => {
    const facts = { reference: 'SS-2026-000007', premises: 'SFH-A-0433', reason: '<b>SFH-A-0433</b>', link: '/ru/x' }
    const $ = load(letter('ru', 'application-ineligible', { facts }).html)
    const whole = $('td.card [style="white-space:nowrap"]').toArray()
    expect(whole.map(span => $(span).text())).toEqual(['SS-2026-000007', 'SS-2026-000007', 'SFH-A-0433'])
    expect($('td.card b')).toHaveLength(0)
  })

  it('uses elements that Outlook for Windows renders: padding on cells, widths on tables', () => {
    const $ = load(letter('ru', 'search-alert', { items: mailItems, unsubscribe: '/ru/unsubscribe/abc' }).html)
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

  it('keeps the lines of a paragraph, and escapes typed markup', () => {
    const { html } = letter('en', 'enquiry-inbox', {
      facts: { name: 'A <b>', email: 'a@b.example', message: 'one\ntwo' },
    })
    const $ = load(html)
    expect($('td.card p').last().html()).toBe('one<br>two')
    expect($('td.card p').first().text()).toContain('A <b>')
  })

  it('sets the colon of its language between a link and its address in plain text', () => {
    expect(letter('zh', 'verify-address').text).toMatch(/\p{Script=Han}：\nhttps:/u)
    expect(letter('zh', 'verify-address').text).not.toContain(':\n')
    expect(letter('ru', 'verify-address').text).toMatch(/\p{Script=Cyrillic}:\nhttps:/u)
  })
})
