import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readPdf } from '../support/files/pdf-text.ts'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { press, signInAs } from './support/people.ts'
import { useSharedSite } from './support/running-site.ts'

const everywhere = (['ru', 'en', 'zh'] as const).flatMap(locale =>
  [phone, desktop].map(viewport => [locale, viewport] as const),
)
const digits = (text: string | null) => Number((text ?? '').replace(/\D/g, ''))

describe('a visitor who wants to know what is free of charge', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  it.each(everywhere)('filters the incentives and reads one, in %s at %o', async (locale, viewport) => {
    const page = await browser.person({ viewport })
    await page.goto(`${site.url}/${locale}/incentives`)
    await expectAccessible(page)
    expect(await page.locator('[data-test=incentive]').count()).toBe(8)

    await page.locator('.filter-link[href$="zone=suifenhe"]').click()
    await page.waitForURL(/zone=suifenhe$/)
    await page.locator('.filter-link[href$="audience=chinese_company"]').click()
    await page.waitForURL(/audience=chinese_company/)
    await page.locator('.filter-link[href*="category=tax"]').click()
    await page.waitForURL(/category=tax/)
    expect(await page.locator('[data-test=incentive]').count()).toBe(2)
    expect(await page.locator('.filter-link[aria-current]').count()).toBe(3)
    await expectAccessible(page)

    await page.locator('[data-test=incentive] h2 a').first().click()
    await page.waitForURL(new RegExp(`/${locale}/incentives/small-`))
    expect(await page.locator('aside .source').count()).toBe(1)
    expect(await page.locator('[data-test=history] li').first().isVisible()).toBe(false)
    await page.click('[data-test=history] summary')
    expect(await page.locator('[data-test=history] li').first().isVisible()).toBe(true)
    await expectAccessible(page)
    await browser.leave(page)
  })

  it.each(everywhere)('answers five questions that are not stored, in %s at %o', async (locale, viewport) => {
    const page = await browser.person({ viewport, javaScript: false })
    await page.goto(`${site.url}/${locale}/incentives`)
    await page.click(`a[href="/${locale}/eligibility"]`)
    for (const [question, answer] of [
      ['citizenship', 'russia'],
      ['company', 'chinese'],
      ['activity', 'production'],
      ['zone', 'suifenhe'],
      ['sales', 'larger'],
    ]) {
      await page.check(`[name=${question}][value=${answer}]`)
    }
    await press(page, '.eligibility__questions [type=submit]')
    const slugs = (outcome: string) =>
      page
        .locator(`[data-test=${outcome}] .eligibility__name a`)
        .evaluateAll(links => links.map(link => (link as unknown as { href: string }).href.split('/').at(-1)))
    expect(await slugs('confirm')).toEqual([
      'rent-free-three-years',
      'small-profit-enterprise-tax',
      'duty-free-components',
    ])
    expect(await slugs('no')).toContain('visa-free-entry')
    expect(await page.isChecked('[name=sales][value=larger]')).toBe(true)
    expect(await page.context().cookies()).toEqual([])
    await browser.leave(page)

    const scripted = await browser.person({ viewport })
    await scripted.goto(page.url())
    await expectAccessible(scripted)
    await browser.leave(scripted)
  })

  it.each(everywhere)('downloads the guide, in %s at %o', async (locale, viewport) => {
    const page = await browser.person({ viewport })
    await page.goto(`${site.url}/${locale}`)
    await page.locator(`footer a[href="/${locale}/guides"]`).click()
    await page.waitForURL(`${site.url}/${locale}/guides`)
    const link = page.locator(`[data-test=download][hreflang=${locale}]`)
    // The worker creates the first edition soon after the start.
    await expect.poll(async () => (await page.reload(), link.count()), { timeout: 30_000 }).toBe(1)
    await expectAccessible(page)
    expect(await page.locator('[data-test=download]').count()).toBe(3)

    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toMatch(new RegExp(`^doing-business-\\d{4}-\\d\\d-\\d\\d-${locale}\\.pdf$`))
    const bytes = await readFile(await download.path())
    expect(await link.textContent()).toContain(String(Math.round(bytes.length / 1024)))
    expect(readPdf(bytes).text).not.toMatch(/[□\ufffd]/)
    await browser.leave(page)
  })

  it.each(everywhere)('reads the monthly cost part by part, in %s at %o', async (locale, viewport) => {
    const page = await browser.person({ viewport })
    await page.goto(`${site.url}/${locale}/premises/SFH-A-0107`)
    const column = async (index: number) => {
      const cells = await page.locator(`[data-test=cost-table] tr > td:nth-of-type(${index})`).allTextContents()
      return cells.map(digits)
    }
    for (const index of [1, 2]) {
      const parts = await column(index)
      const total = parts.pop() ?? 0
      // Each part is rounded to a yuan separately.
      expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - total)).toBeLessThanOrEqual(2)
    }
    expect((await column(1))[3]).toBe(0)
    expect((await column(2))[3]).toBeGreaterThan(0)
    await page.click('#how-we-count summary')
    expect(await page.locator(`#how-we-count a[href="/${locale}/incentives"]`).isVisible()).toBe(true)
    await expectAccessible(page)

    const [first = 0] = (await column(1)).slice(-1)
    await page.goto(`${site.url}/${locale}/compare?code=SFH-A-0107&code=SFH-A-0212`)
    expect((await page.locator('.compare__table tbody td').allTextContents()).map(digits)).toContain(first)
    await expectAccessible(page)
    await browser.leave(page)
  })

  it('reads in the history what the office changed and why', async () => {
    const page = await browser.person()
    await signInAs({ page, url: site.url, locale: 'en' }, 'listing_manager')
    await page.goto(`${site.url}/en/staff/incentives`)
    await page.locator('main a', { hasText: 'Entry without a visa' }).first().click()
    await page.fill('[name=expiresOn]', '2030-09-14')
    await page.fill('[name=reason]', 'Extended, says an invented announcement')
    await press(page, 'main form [name=act][value=publish]')

    const visitor = await browser.person({ viewport: phone })
    await visitor.goto(`${site.url}/en/incentives/visa-free-entry`)
    await visitor.click('[data-test=history] summary')
    const newest = await visitor.locator('[data-test=history] li').first().textContent()
    expect(newest).toContain('Changed: last day')
    expect(newest).toContain('Extended, says an invented announcement')
    await expectAccessible(visitor)
    await browser.leave(visitor)
    await browser.leave(page)
  })
})
