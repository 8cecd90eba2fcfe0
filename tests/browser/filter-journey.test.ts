import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Locale } from '#shared/texts/i18n.ts'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { useSharedSite } from './support/running-site.ts'

const words: Record<Locale, { typed: string; chips: number; marked: string; slip: string }> = {
  ru: { typed: 'магазины', chips: 1, marked: 'Магазин', slip: 'магазн' },
  en: { typed: 'shops', chips: 1, marked: 'Shop', slip: 'shoping' },
  zh: { typed: '绥芬河店铺', chips: 2, marked: '店铺', slip: 'vfufpby' },
}
const screens = { desktop, phone }
/** The journey in each language, and without JavaScript (where axe cannot run) in one. */
const cases = (['desktop', 'phone'] as const).flatMap(screen => [
  ...(['ru', 'en', 'zh'] as const).map(locale => ({ locale, screen, javaScript: true })),
  { locale: 'ru' as const, screen, javaScript: false },
])

/** Uses the filters: at once on a desktop, as a sheet on a phone, with the button where there is no JavaScript. */
function filtersOn(page: Page, { screen, javaScript }: { screen: 'desktop' | 'phone'; javaScript: boolean }) {
  const bySheet = screen === 'phone'
  return {
    async set(choose: () => Promise<unknown>): Promise<void> {
      const before = page.url()
      if (bySheet) await page.click('.search__open')
      await choose()
      if (bySheet || !javaScript) await page.click('.filters > [type=submit]')
      await page.waitForURL(url => url.href !== before)
    },
    async type(field: string, text: string): Promise<void> {
      await page.fill(field, text)
      if (!bySheet && javaScript) await page.press(field, 'Enter')
    },
    settled: (chips: number) =>
      chips === 0
        ? page.locator('.chip').first().waitFor({ state: 'detached' })
        : page.locator(`.chips li:nth-child(${chips + 1}) .chips__reset`).waitFor(),
  }
}

const numberIn = (text: string | null): number => Number(/\d+/.exec(text ?? '')?.[0] ?? 0)

describe('a visitor who searches for a unit', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  it.each(cases)('narrows the results by filters: $locale, $screen, JavaScript $javaScript', async how => {
    const { locale, screen, javaScript } = how
    const page = await browser.person({ viewport: screens[screen], javaScript })
    const list = `${site.url}/${locale}/premises`
    const filters = filtersOn(page, how)
    const found = async () => numberIn(await page.textContent('#found'))
    await page.goto(list)
    const all = await found()

    await filters.set(() => page.check('[name=use][value=retail]'))
    await filters.settled(1)
    const shops = await found()
    expect(shops).toBeLessThan(all)
    await filters.set(() => page.check('[name=feature][value=step_free]'))
    await filters.settled(2)
    const stepFree = await found()
    expect(stepFree).toBeLessThan(shops)
    expect(await page.locator('#results article').count()).toBe(Math.min(24, stepFree))
    if (javaScript) await expectAccessible(page)

    await page.goBack()
    await filters.settled(1)
    expect(await found()).toBe(shops)
    expect(await page.isChecked('[name=feature][value=step_free]')).toBe(false)
    await page.goForward()
    await filters.settled(2)
    expect(await found()).toBe(stepFree)

    await page.click(`.languages a[hreflang=${locale === 'zh' ? 'ru' : 'zh'}]`)
    await filters.settled(2)
    expect(await found()).toBe(stepFree)
    await page.goBack()
    await page.locator(`html[lang=${locale}]`).waitFor({ state: 'attached' })
    await filters.settled(2)
    await page.click('.chips li:nth-child(2) .chip')
    await filters.settled(1)
    expect(await found()).toBe(shops)
    await browser.leave(page)
  })

  it.each(cases)('searches by words and excludes some: $locale, $screen, JavaScript $javaScript', async how => {
    const { locale, screen, javaScript } = how
    const page = await browser.person({ viewport: screens[screen], javaScript })
    const filters = filtersOn(page, how)
    const { typed, chips, marked, slip } = words[locale]
    await page.goto(`${site.url}/${locale}/premises`)
    // The search box is above the results on every screen: the filters need not be opened first.
    await page.fill('#q', typed)
    await page.press('#q', 'Enter')
    await filters.settled(chips)
    expect(await page.inputValue('#q')).toBe(typed)
    const mark = page.locator('#results mark', { hasText: marked }).first()
    expect(await mark.evaluate('node => getComputedStyle(node).backgroundColor')).not.toBe('rgba(0, 0, 0, 0)')
    await page.click('.views [value=table]')
    await page.locator('.premises-table mark', { hasText: marked }).first().waitFor()
    if (javaScript) await expectAccessible(page)

    await filters.set(() => filters.type('[name=minArea]', '5000'))
    await page.locator('[data-test=relaxed]').waitFor()
    if (javaScript) await expectAccessible(page)
    const promised = numberIn(await page.textContent('[data-test=relaxed] .muted'))
    expect(promised).toBeGreaterThan(0)
    await page.click('[data-test=relaxed] a')
    await page.locator('.premises-table tbody tr').first().waitFor()
    expect(numberIn(await page.textContent('#found'))).toBe(promised)

    await page.goto(`${site.url}/${locale}/premises?q=${slip}`)
    expect(await page.textContent('[data-test=meant]')).toContain(slip)
    await browser.leave(page)
  })
})
