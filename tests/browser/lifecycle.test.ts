import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { cityDayOf } from '#shared/days/city-day.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { expectAccessible, phone, useBrowser } from './support/browser.ts'
import { act, declareNone, giveScores, recordHandover, startDraft, submit, sign } from './support/case-steps.ts'
import { addDocuments, fillApplication, openAct, press, signInAs, signUp } from './support/people.ts'
import { useRunningSite } from './support/running-site.ts'

describe('from an application to the keys', () => {
  const site = useRunningSite()
  const browser = useBrowser()

  it.each(['ru', 'en', 'zh'] as const)(
    'an applicant applies with three documents, gets an offer, accepts it and sees the rent-free period, in %s',
    async locale => {
      const founder = await browser.person(locale === 'en' ? { viewport: phone } : {})
      const reviewer = await browser.person()
      const decider = await browser.person()
      const application = await apply(founder, locale)
      const id = application.split('/').at(-1) ?? ''
      const onTheDesk = `${site.url}/${locale}/staff/applications/${id}`

      await signInAs({ page: reviewer, url: site.url, locale }, 'reviewer')
      await review(reviewer, onTheDesk, locale)

      await signInAs({ page: decider, url: site.url, locale }, 'decider')
      await decider.goto(onTheDesk)
      await expectAccessible(decider)
      await declareNone(decider)
      await openAct(decider, 'offer')
      await decider.locator('form[action$="/offer"] [name=premises]').first().check()
      await press(decider, 'form[action$="/offer"] [type=submit]')
      await site.mailTo(`founder-${locale}@example.com`, new RegExp(`/applications/${id}`))

      await founder.goto(application)
      await expectAccessible(founder)
      await press(founder, '[type=submit][name=to][value=accepted]')
      await expectAccessible(founder)

      await handOver(decider, onTheDesk)

      await founder.goto(application)
      await founder.click('main a[href*="/tenancies/"]')
      await founder.waitForURL('**/tenancies/*')
      await expectAccessible(founder)
      expect(await founder.locator('[data-test=clock] svg').getAttribute('aria-label')).toMatch(/\d/)
      await browser.leave(founder, reviewer, decider)
    },
    180_000,
  )

  /** Signs up, starts from a unit, answers everything, adds documents and submits. Returns the application's address. */
  async function apply(page: Page, locale: Locale): Promise<string> {
    const email = `founder-${locale}@example.com`
    await signUp(
      { page, url: site.url, locale },
      { name: 'Алиса Выдуманная', email, password: 'dlinnyj-parol-dlya-proverki' },
      async () => {
        const { text } = await site.mailTo(email, /\/verify\//)
        return /https?:\S+\/verify\/\S+/.exec(text)?.[0] ?? ''
      },
    )
    await page.goto(`${site.url}/${locale}/premises?status=available&use=retail`)
    await openApplicable(page, locale)
    const application = await startDraft(page, locale)
    await expectAccessible(page)

    await fillApplication(page, application)
    await addDocuments(page, application)
    await expectAccessible(page)
    for (const section of ['choice', 'applicant', 'company', 'plan', 'declarations']) {
      await page.goto(`${application}/${section}`)
      await expectAccessible(page)
    }
    await submit(page, application)
    await site.mailTo(email, /SS-\d{4}-\d{6}/)
    return application
  }

  /** Opens the first free unit that accepts applications today: not every free unit does. */
  async function openApplicable(page: Page, locale: Locale): Promise<void> {
    const links = await Promise.all(
      (await page.locator('article.card h2 a').all()).map(link => link.getAttribute('href')),
    )
    for (const link of links) {
      await page.goto(`${site.url}${link ?? ''}`)
      if (await page.locator(`form[action="/${locale}/applications"] [type=submit]`).count()) return
    }
    throw new Error('no premises takes applications')
  }

  async function review(page: Page, onTheDesk: string, locale: Locale): Promise<void> {
    await page.goto(`${site.url}/${locale}/staff`)
    await expectAccessible(page)
    await page.goto(`${site.url}/${locale}/staff/applications`)
    await expectAccessible(page)
    await page.goto(onTheDesk)
    await expectAccessible(page)
    expect(await page.locator('.document-list a').count()).toBe(0)
    await act(page, 'screening')
    await declareNone(page)
    await expectAccessible(page)
    expect(await page.locator('.document-list a').count()).toBe(3)
    await page.locator('.document-list a').first().click()
    await page.locator('iframe.viewer__pdf').waitFor()

    await act(page, 'review')
    await giveScores(page, { score: 4, comment: '计划清楚，资金可靠。' })
    await act(page, 'decision')
  }

  async function handOver(page: Page, onTheDesk: string): Promise<void> {
    await page.goto(onTheDesk)
    await sign(page)
    await page.click('main a[href$="/handover"]')
    await recordHandover(page, { on: cityDayOf(new Date()) })
    await expectAccessible(page)
  }
})
