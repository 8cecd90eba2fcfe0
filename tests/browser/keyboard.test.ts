import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { desktop, useBrowser } from './support/browser.ts'
import { signInAs } from './support/people.ts'
import { useSharedSite } from './support/running-site.ts'

describe('the staff pages used by keyboard', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  async function manager(path: string): Promise<Page> {
    const page = await browser.person({ viewport: { ...desktop, height: 700 } })
    await signInAs({ page, url: site.url, locale: 'zh' }, 'listing_manager')
    await page.goto(`${site.url}/zh/staff${path}`)
    return page
  }

  it('keep the current row visible between the table head and the bar below', async () => {
    const page = await manager('/premises?sort=code')
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press('j')
      expect(await isCovered(page), `${String(step)} rows down`).toBe(false)
    }
    for (let step = 0; step < 18; step += 1) {
      await page.keyboard.press('k')
      expect(await isCovered(page), `${String(step)} rows up`).toBe(false)
    }
    await page.keyboard.press('e')
    await page.locator('.row-form-row :focus').waitFor()
    expect(await isCovered(page)).toBe(false)
  })

  it('continue from the edited row, and lead from selected rows to the bulk actions', async () => {
    const page = await manager('/premises?sort=code')
    for (const key of ['j', 'j', 'j', 'x']) await page.keyboard.press(key)
    const code = await codeOf(page)
    await page.keyboard.press('e')
    await page.locator('.row-form-row :focus').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('[data-test=notice]').waitFor()
    await page.locator('.row-form-row').waitFor({ state: 'detached' })
    expect(await codeOf(page)).toBe(code)
    await page.keyboard.press('j')
    const next = await codeOf(page)
    expect(next > code, `${next} comes after ${code}`).toBe(true)
    await page.keyboard.press('k')
    expect(await codeOf(page)).toBe(code)
    await page.keyboard.press('x')
    await page.keyboard.press('b')
    await Promise.all([page.waitForURL(/premises\/bulk/), page.keyboard.press('Enter')])
    expect(new URL(page.url()).searchParams.getAll('code')).toContain(code)
  })

  it('lead from a case to the next of the list from which it was opened', async () => {
    const page = await browser.person({ viewport: desktop })
    await signInAs({ page, url: site.url, locale: 'zh' }, 'reviewer')
    await page.goto(`${site.url}/zh/staff/applications`)
    const cases = page.locator('[data-rows] > tr th a')
    const first = await cases.nth(0).getAttribute('href')
    const second = await cases.nth(1).getAttribute('href')
    for (const key of ['j', 'o']) await page.keyboard.press(key)
    await page.waitForURL(`**${first}`)
    await page.keyboard.press('n')
    await page.waitForURL(`**${second}`)
  })

  it.each(['/premises/new', '/premises/SFH-A-0101', '/buildings/new', '/premises/columns'])(
    'keep the focused control visible above the save bar: %s',
    async path => {
      const page = await manager(path)
      const stops = await page.locator('main :is(a, button, input, select, textarea):visible').count()
      for (let step = 0; step < Math.min(80, stops); step += 1) {
        await page.keyboard.press('Tab')
        expect(await isCovered(page), await focused(page)).toBe(false)
      }
    },
  )
})

const codeOf = (page: Page): Promise<string> => page.locator('[data-row-at] [data-open]').innerText()
const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.outerHTML.slice(0, 120)')

/** Checks whether another element covers the middle of the focused one. */
const isCovered = (page: Page): Promise<boolean> =>
  page.evaluate(`(() => {
    const one = document.activeElement
    if (!one.closest('main')) return false
    const { left, top, width, height } = one.getBoundingClientRect()
    const seen = document.elementFromPoint(left + width / 2, top + height / 2)
    return !(seen && (one.contains(seen) || seen.contains(one)))
  })()`)
