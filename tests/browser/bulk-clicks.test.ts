import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectAccessible, useBrowser } from './support/browser.ts'
import { signInAs } from './support/people.ts'
import { useRunningSite } from './support/running-site.ts'

/** How often an officer has to press something, with the fields that are filled in not counted. */
describe('what a manager does with a page of premises', () => {
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

  it('ticks all of it with one press, and sets a fee for them with three more', async () => {
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
})
