import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Locale } from '#shared/texts/i18n.ts'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { press, signUp } from './support/people.ts'
import { useSharedSite } from './support/running-site.ts'

const cases = [
  { locale: 'ru', screen: 'phone', javaScript: true },
  { locale: 'ru', screen: 'desktop', javaScript: true },
  { locale: 'en', screen: 'phone', javaScript: true },
  { locale: 'en', screen: 'desktop', javaScript: true },
  { locale: 'zh', screen: 'phone', javaScript: true },
  { locale: 'zh', screen: 'desktop', javaScript: true },
  { locale: 'ru', screen: 'phone', javaScript: false },
] as const
type Case = (typeof cases)[number]

describe('saved units and searches', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  it.each(cases)('stay with their owner after signing up: $locale, $screen, scripts: $javaScript', async how => {
    const { locale, screen, javaScript } = how
    const page = await browser.person({ viewport: screen === 'phone' ? phone : desktop, javaScript })
    const look = () => (javaScript ? expectAccessible(page) : Promise.resolve())
    await page.goto(`${site.url}/${locale}/premises?use=office&status=available`)
    const codes = await saveTwo(page, how)
    await look()

    await press(page, '.search__save button')
    await page.waitForURL(`${site.url}/${locale}/saved?done=search*`)
    expect(await page.locator('[data-test=search] h3').count()).toBe(1)
    expect((await codesOn(page)).sort()).toEqual(codes.toSorted())
    await look()

    await becomeKnown(page, { locale, email: `keeper-${locale}-${screen}-${String(javaScript)}@example.com` })
    await page.goto(`${site.url}/${locale}/saved`)
    expect((await codesOn(page)).sort()).toEqual(codes.toSorted())
    expect((await page.locator('.site-header').boundingBox())?.height, 'a bar of one row').toBeLessThan(70)
    await page.selectOption('[name=alert]', 'daily')
    await press(page, '.saved-searches__alert [type=submit]')
    await page.waitForURL(/done=alert/)
    expect(await page.inputValue('[name=alert]')).toBe('daily')
    await look()

    await removeOne(page, codes[0] ?? '', how)
    expect(await codesOn(page)).toEqual([codes[1]])
    await page.goto(`${site.url}/${locale}/premises/${codes[1] ?? ''}`)
    expect(await page.locator('form.heart button').getAttribute('value')).toBe('remove')
    await page.click('form.heart button')
    await page.locator('form.heart button[value=add]').waitFor()
    await page.goto(`${site.url}/${locale}/saved`)
    await page.locator('[data-test=no-favourites]').waitFor()
    await look()
    await browser.leave(page)
  })

  it('are shown beside recently viewed units, which only this browser remembers until they are cleared', async () => {
    const page = await browser.person({ viewport: phone })
    const viewed = page.locator('[data-viewed]')
    const codes = () =>
      viewed.locator('[name=code]').evaluateAll(boxes => boxes.map(box => (box as unknown as { value: string }).value))
    await page.goto(`${site.url}/zh/saved`)
    expect(await viewed.isVisible()).toBe(false)
    for (const code of ['SFH-A-0107', 'SFH-B-0101', 'SFH-A-0107']) await page.goto(`${site.url}/zh/premises/${code}`)
    await page.goto(`${site.url}/zh/saved`)
    await viewed.waitFor()
    expect(await codes()).toEqual(['SFH-A-0107', 'SFH-B-0101'])
    await expectAccessible(page)
    await viewed.locator('button.pc__heart').first().click()
    await viewed.locator('button.pc__heart[aria-pressed=true]').waitFor()
    await page.reload()
    await viewed.waitFor()
    expect(await codes()).toEqual(['SFH-B-0101'])
    await viewed.locator(':scope > p > button').click()
    await viewed.waitFor({ state: 'detached' })
    await page.goto(`${site.url}/zh/saved`)
    await page.waitForLoadState('networkidle')
    expect(await viewed.isVisible()).toBe(false)
    await browser.leave(page)
  })

  /** Saves two units at once, as fast as a person can press: neither may be lost. */
  async function saveTwo(page: Page, { javaScript }: Case): Promise<string[]> {
    const codes = (await codesOn(page)).slice(0, 2)
    if (javaScript) {
      await page.locator('button.pc__heart').nth(0).click()
      await page.locator('button.pc__heart').nth(1).click()
      await page.locator('button.pc__heart[aria-pressed=true]').nth(1).waitFor()
    } else {
      for (const code of codes) await page.check(`.pc [name=code][value=${code}]`)
      await press(page, '.cards [name=do]')
      await page.locator('.pc--saved').nth(1).waitFor()
    }
    return codes
  }

  async function removeOne(page: Page, code: string, { javaScript }: Case): Promise<void> {
    if (javaScript) {
      await page.locator(`.pc:has([value=${code}]) button.pc__heart`).click()
      await page.locator(`.pc:has([value=${code}]) button[aria-pressed=false]`).waitFor()
      await page.reload()
    } else {
      await page.check(`.pc [name=code][value=${code}]`)
      await press(page, '.cards [name=do]')
    }
    await page.locator(`.pc [value=${code}]`).waitFor({ state: 'detached' })
  }

  const codesOn = (page: Page): Promise<string[]> =>
    page.locator('.pc [name=code]').evaluateAll(boxes => boxes.map(box => (box as unknown as { value: string }).value))

  async function becomeKnown(page: Page, { locale, email }: { locale: Locale; email: string }): Promise<void> {
    const person = { name: 'Алиса Выдуманная', email, password: 'dlinnyj-parol-dlya-proverki' }
    await signUp({ page, url: site.url, locale }, person, async () => {
      const { text } = await site.mailTo(email, /\/verify\//)
      return /https?:\S+\/verify\/\S+/.exec(text)?.[0] ?? ''
    })
  }
})
