import { describe, expect, it } from 'vitest'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { press } from './support/people.ts'
import { useSharedSite } from './support/running-site.ts'

const four = 'code=SFH-A-0107&code=SFH-B-0204&code=SFH-B-0401&code=SFH-A-0301'
const boxOf = '(({ top, left, right, bottom }) => ({ top, left, right, bottom }))'

describe('the comparison of units', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  it.each([
    ['ru', desktop],
    ['ru', phone],
    ['en', desktop],
    ['en', phone],
    ['zh', desktop],
    ['zh', phone],
  ] as const)('is accessible in %s at %o with none, two, five and invalid codes', async (locale, viewport) => {
    const page = await browser.person({ viewport })
    const odd = 'code=SFH-A-0107&code=sfh-a-0107&code=SFH-Z-9999&code=x'
    for (const query of ['', 'code=SFH-A-0107&code=SFH-B-0204', `${four}&code=SFH-A-0101`, odd]) {
      await page.goto(`${site.url}/${locale}/compare?${query}`)
      await expectAccessible(page)
    }
    expect(await page.locator('[data-test=notes] p').count()).toBe(3)
    await browser.leave(page)
  })

  it('starts from the boxes of a search and is narrowed, extended and reduced by keyboard', async () => {
    const page = await browser.person()
    await page.goto(`${site.url}/ru/premises?use=retail&status=available`)
    for (const index of [0, 2]) {
      await page.locator('.cards [name=code]').nth(index).focus()
      await page.keyboard.press('Space')
    }
    await page.locator('.cards__compare button').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/ru\/compare\?code=SFH-\S+&code=SFH-\S+$/)
    const rows = page.locator('[data-test=compare] tbody th[scope=row]')
    const all = await rows.count()

    await page.focus('[data-test=toggle]')
    await page.keyboard.press('Enter')
    await page.waitForURL(/differences=1/)
    expect(await rows.count()).toBeLessThan(all)
    expect(await page.locator('.compare__mark').count()).toBe(await rows.count())

    await page.fill('#code', 'sfh-b-0204')
    await page.keyboard.press('Enter')
    await page.waitForURL(/code=sfh-b-0204/)
    expect(await page.locator('.compare__heads .code').allTextContents()).toHaveLength(3)
    await page.locator('.compare__actions a').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('.compare__heads th:nth-child(3):last-child')
    expect(await page.locator('.compare__heads .code').last().textContent()).toBe('SFH-B-0204')
    await browser.leave(page)
  })

  it.each([
    [desktop, four],
    [phone, 'code=SFH-A-0107&code=SFH-B-0204'],
  ])('keeps the codes of the units visible at %o', async (viewport, query) => {
    const page = await browser.person({ viewport })
    await page.goto(`${site.url}/en/compare?${query}`)
    await page.locator('.compare__group').nth(3).scrollIntoViewIfNeeded()
    await page.evaluate('scrollBy(0, 400)')
    const names = await page.evaluate<{ top: number; bottom: number }[]>(
      `[...document.querySelectorAll('.compare__heads .code')].map(code => ${boxOf}(code.getBoundingClientRect()))`,
    )
    for (const { top, bottom } of names) {
      expect(top).toBeGreaterThanOrEqual(0)
      expect(bottom).toBeLessThan(200)
    }
    await browser.leave(page)
  })

  it('shows the values of two side by side on a phone, and scrolls four only inside their frame', async () => {
    const page = await browser.person({ viewport: phone })
    await page.goto(`${site.url}/ru/compare?code=SFH-A-0107&code=SFH-B-0204`)
    const cells = await page.evaluate<{ left: number; right: number }[]>(
      `[...document.querySelectorAll('[data-test=compare] tbody td[role=cell]')].map(cell => ${boxOf}(cell.getBoundingClientRect()))`,
    )
    expect(Math.max(...cells.map(({ right }) => right))).toBeLessThanOrEqual(phone.width)
    await page.goto(`${site.url}/ru/compare?${four}`)
    const frame = 'document.querySelector(".compare__scroll")'
    expect(await page.evaluate(`${frame}.scrollWidth > ${frame}.clientWidth`)).toBe(true)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
    await browser.leave(page)
  })

  it.each(['ru', 'en', 'zh'])('prints on one A4 page in landscape, in %s', async locale => {
    const page = await browser.person()
    await page.goto(`${site.url}/${locale}/compare?${four}`)
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    const [, width = 0, height = 0] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)/.exec(pdf)?.map(Number) ?? []
    expect([Math.round(width), Math.round(height)]).toEqual([842, 595])
    await browser.leave(page)
  })

  it('works without JavaScript', async () => {
    const page = await browser.person({ javaScript: false, viewport: phone })
    await page.goto(`${site.url}/zh/premises?use=office`)
    await page.locator('.cards [name=code]').nth(0).check()
    await page.locator('.cards [name=code]').nth(1).check()
    await press(page, '.cards__compare button')
    expect(await page.locator('.compare__heads .code').count()).toBe(2)
    await page.fill('#code', 'SFH-A-0107')
    await press(page, '.compare__add form button')
    expect(await page.locator('.compare__heads .code').count()).toBe(3)
    await press(page, '[data-test=toggle]')
    await press(page, '.compare__actions a')
    expect(await page.locator('.compare__heads .code').count()).toBe(2)
    expect(new URL(page.url()).searchParams.get('differences')).toBe('1')
    await browser.leave(page)
  })
})
