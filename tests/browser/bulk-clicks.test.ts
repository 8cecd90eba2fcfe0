import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expectAccessible, useBrowser } from './support/browser.ts'
import { signInAs } from './support/people.ts'
import { useRunningSite } from './support/running-site.ts'

/** Counts how often an officer has to press something; filled-in fields are not counted. */
describe('a listing manager', () => {
  const site = useRunningSite()
  const browser = useBrowser()

  const counted = (page: Page) => {
    let clicks = 0
    return {
      press: async (selector: string) => {
        clicks += 1
        await page.click(selector)
      },
      clicks: () => clicks,
    }
  }

  it('selects all units of a page with one press, and sets a fee for them with three more', async () => {
    const page = await browser.person()
    await signInAs({ page, url: site.url, locale: 'zh' }, 'listing_manager')
    await page.goto(`${site.url}/zh/staff/premises`)
    const rows = await page.locator('.premises-list tbody tr').count()
    expect(rows).toBe(50)
    const ticking = counted(page)
    await ticking.press('[data-tick-all]')
    expect(await page.locator('.premises-list input:checked').count()).toBe(rows)
    expect(ticking.clicks()).toBe(1)
    await expectAccessible(page)
    await page.locator('.premises-list input').first().uncheck()
    expect(await page.evaluate('document.querySelector("[data-tick-all]").indeterminate')).toBe(true)
    await page.locator('.premises-list input').first().check()
    expect(await page.isChecked('[data-tick-all]')).toBe(true)

    const changing = counted(page)
    await changing.press('.bulk-bar .button--second')
    await expectAccessible(page)
    await page.selectOption('[name=fact]', 'managementFeePerSqMMonth')
    await page.fill('[name=value]', '3.75')
    await changing.press('form:has([name=fact]) [type=submit]')
    await expectAccessible(page)
    await changing.press('form[action$="/confirm"] [type=submit]')
    expect(changing.clicks()).toBe(3)
    await page.waitForSelector('form[action$="/undo"]')
    await page.goto(`${site.url}/zh/staff/premises`)
    const first = await page.locator('.premises-list tbody a').first().getAttribute('href')
    await page.goto(`${site.url}${String(first)}`)
    expect(await page.inputValue('[name=managementFeePerSqMMonth]')).toBe('3.75')
  })

  it.each([true, false])('creates a building with ten units with two presses (scripts: %s)', async scripts => {
    const page = await browser.person({ javaScript: scripts })
    await signInAs({ page, url: site.url, locale: 'en' }, 'listing_manager')
    await page.goto(`${site.url}/en/staff/buildings/new`)
    expect(await page.locator('main').textContent()).toContain('North side: ')
    const code = scripts ? 'N91' : 'N92'
    const facts = { code, 'name.en': 'Ninety', floors: '2', yearBuilt: '2020', latitude: '44.4', longitude: '131.15' }
    const place = { 'position.offsetM': '2000', 'position.lengthM': '60', 'position.depthM': '12' }
    for (const [name, value] of Object.entries({ ...facts, ...place })) await page.fill(`[name="${name}"]`, value)
    await page.selectOption('[name=structure]', 'brick')
    await page.selectOption('[name="position.row"]', 'north')
    for (const at of Array.from({ length: 10 }).keys())
      await page.fill(`[name="units.${String(at)}.unit"]`, String(at + 1))
    for (const [column, value] of Object.entries({ 'position.widthM': '6', areaGrossSqM: '70', areaUsableSqM: '60' }))
      await page.fill(`[name="units.0.${column}"]`, value)
    const alike = { ceilingHeightM: '3.5', electricityKw: '15', marketRentPerSqMMonth: '45', deposit: '4000' }
    const fees = { managementFeePerSqMMonth: '2.5', heatingFeePerSqMSeason: '30' }
    for (const [name, value] of Object.entries({ ...alike, ...fees })) await page.fill(`[name="all.${name}"]`, value)
    const chosen = { layout: 'open', condition: 'shell', mainUse: 'retail', heating: 'central' }
    for (const [name, value] of Object.entries(chosen)) await page.selectOption(`[name="all.${name}"]`, value)
    if (scripts) await page.locator('[data-place-plan] .draft').nth(9).waitFor()

    const making = counted(page)
    await making.press('[name=look]')
    await page.locator('[data-place-plan] .draft').nth(9).waitFor()
    expect(await page.inputValue('[name="units.9.unit"]')).toBe('10')
    if (scripts) await expectAccessible(page)
    await making.press('.save-bar [type=submit]:not([name=look])')
    await page.waitForURL(`**/staff/premises?building=${code}`)
    expect(making.clicks()).toBe(2)
    expect(await page.locator('.premises-list tbody tr').count()).toBe(10)
  })

  it.each([true, false])('describes three photos in three languages with one press (scripts: %s)', async scripts => {
    const page = await browser.person({ javaScript: scripts })
    await signInAs({ page, url: site.url, locale: 'ru' }, 'listing_manager')
    await page.goto(`${site.url}/ru/staff/premises`)
    const own = await page
      .locator('.premises-list tbody tr')
      .nth(scripts ? 20 : 24)
      .locator('a')
      .first()
      .getAttribute('href')
    await page.goto(`${site.url}${String(own)}`)
    const files = await Promise.all(
      ['#b5432d', '#0f5f57', '#2b5f9e'].map(async background => {
        const picture = sharp({ create: { width: 60, height: 40, channels: 3, background } })
        return { name: `${background}.jpg`, mimeType: 'image/jpeg', buffer: await picture.jpeg().toBuffer() }
      }),
    )
    await page.setInputFiles('#photos-input', files)
    await page.click('form:has(#photos-input) [type=submit]')
    const texts = page.locator('.photo-item [name^="alt."]')
    await texts.nth(8).waitFor()
    for (const at of Array.from({ length: 9 }).keys()) await texts.nth(at).fill(`说明 ${String(at)}`)

    const describing = counted(page)
    await describing.press('#photo-texts [type=submit]')
    await page.locator('[data-photo-state], [data-test=notice]', { hasText: 'Описания сохранены' }).first().waitFor()
    expect(describing.clicks()).toBe(1)
    if (scripts) await expectAccessible(page)
    await page.reload()
    const kept = await Promise.all((await texts.all()).map(async text => text.inputValue()))
    expect(kept).toEqual(Array.from({ length: 9 }, (_, at) => `说明 ${String(at)}`))
  })
})
