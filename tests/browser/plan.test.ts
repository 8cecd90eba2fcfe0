import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { press, signInAs } from './support/people.ts'
import { useSharedSite } from './support/running-site.ts'

const drawn = (page: Page) => page.getAttribute('.plan', 'class')
const focused = (page: Page, attribute: string) =>
  page.evaluate<string | null>(`document.activeElement.getAttribute('${attribute}')`)
/** Returns the label of a link of the drawing when it is visible. */
const labelSeen = (page: Page, link: string) =>
  page.evaluate<string>(`(() => {
    const text = document.querySelector('${link} text:not(.no)')
    return getComputedStyle(text).opacity === '1' ? text.textContent : ''
  })()`)
const said = (page: Page, words: RegExp) =>
  page.locator('[data-plan-said]').filter({ hasText: words }).waitFor({ state: 'attached' })
const markPage = (page: Page) => page.evaluate('document.body.dataset.same = "yes"')
const isSamePage = async (page: Page) => (await page.getAttribute('body', 'data-same')) === 'yes'

describe('the street plan', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  it.each([
    ['ru', desktop],
    ['ru', phone],
    ['en', desktop],
    ['en', phone],
    ['zh', desktop],
    ['zh', phone],
  ] as const)('is accessible on every page in %s at %o', async (locale, viewport) => {
    const page = await browser.person({ viewport })
    const paths = [
      '',
      '/premises?use=retail',
      '/premises/SFH-A-0107',
      '/plan',
      '/plan?use=office&floor=2&zoom=3&at=300',
    ]
    for (const path of paths) {
      await page.goto(`${site.url}/${locale}${path}`)
      await expectAccessible(page)
      // Above a list a phone shows the whole street as one link (search.test.ts).
      if (viewport === phone && path.startsWith('/premises?')) continue
      for (const link of await page.locator('.street-bar a').all()) {
        const { width = 0, height = 0 } = (await link.boundingBox()) ?? {}
        expect(Math.min(width, height), `target on ${page.url()}`).toBeGreaterThanOrEqual(42)
      }
      expect(await page.locator('.legend .status').first().isVisible()).toBe(true)
      const { width = 0 } = (await page.locator('.plan').boundingBox()) ?? {}
      expect(width, 'the smallest writing stays at 11 px').toBeGreaterThanOrEqual(1_030)
      expect(await page.isVisible('.street-hint'), 'the hint').toBe(viewport === phone)
    }
    await browser.leave(page)
  })

  it('is not hovered by the mouse of the previous test', async () => {
    const before = await browser.person()
    await before.goto(`${site.url}/en/plan`)
    await before.locator('.plan > a').last().locator('path').hover()
    const pointedAt = '.plan > a:hover'
    expect(await before.locator(pointedAt).count()).toBe(1)
    await browser.leave(before)
    const page = await browser.person()
    expect(page).toBe(before)
    await page.goto(`${site.url}/en/plan`)
    await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
    expect(await page.locator(pointedAt).count()).toBe(0)
    await browser.leave(page)
  })

  it('is explored by keyboard, in place, and announces each unit', async () => {
    const page = await browser.person()
    await page.goto(`${site.url}/en/plan?use=retail`)
    await markPage(page)
    await page.focus('.street-scroll')
    await page.keyboard.press('+')
    await said(page, /part .* 163 to 763\sm/)
    await page.keyboard.press('ArrowLeft')
    await said(page, / 0 to 600\sm/)
    expect(new URL(page.url()).search).toBe('?use=retail&zoom=2&at=163')
    expect(await page.getAttribute('.languages a[hreflang=zh]', 'href')).toBe('/zh/plan?use=retail&zoom=2&at=163')
    expect(await page.getAttribute('header a[href*="/sign-in"]', 'href')).toBe(
      '/en/sign-in?next=%2Fen%2Fplan%3Fuse%3Dretail%26zoom%3D2%26at%3D163',
    )
    expect(await page.getAttribute('[data-test=walk]', 'href')).toMatch(/^\/en\/street\?building=([A-Z]\d+)#\1$/)
    await page.keyboard.press('-')
    await said(page, /the whole street/)
    expect(await page.getAttribute('[data-test=walk]', 'href')).toBe('/en/street')

    await page.focus('a[data-plan-go=in]')
    await page.keyboard.press('Enter')
    await said(page, / 163 to 763\sm/)
    expect(await focused(page, 'data-plan-go')).toBe('in')
    await page.focus('.street-floors a[aria-label="floor 1"]')
    await page.keyboard.press('Enter')
    await page.waitForURL(/floor=1/)
    expect(await focused(page, 'aria-label')).toBe('floor 1')

    await page.focus('.plan > a')
    const href = (await focused(page, 'href')) ?? ''
    expect(await labelSeen(page, '.plan > a')).toMatch(
      /^SFH-\S+\u00a0· \S.*\u00a0· [\d.]+\u00a0m²\u00a0· floor 1\u00a0· \S.*\u00a0· (matches|does not match)$/,
    )
    expect(await isSamePage(page)).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${site.url}${href}`)
    expect(await page.locator('.plan .pin').count()).toBe(1)
    await browser.leave(page)
  })

  it('can be skipped', async () => {
    const page = await browser.person()
    await page.goto(`${site.url}/ru/premises`)
    await page.focus('.street-skip')
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await focused(page, 'href')).toBe('/ru/plan')
    await browser.leave(page)
  })

  it('names the unit under the mouse, also on pages where the plan is only a part', async () => {
    const page = await browser.person()
    await page.goto(`${site.url}/ru`)
    await markPage(page)
    const sizeOf = async () => {
      const { width, height } = (await page.locator('.plan').boundingBox()) ?? {}
      return { width, height }
    }
    const before = await sizeOf()
    expect(await drawn(page)).toBe('plan plan--compact')
    await page.hover('.street-scroll')
    await page.waitForSelector('.plan--full')
    expect(await sizeOf(), 'nothing moves under the pointer').toEqual(before)
    expect(await page.locator('.plan > a').count()).toBeGreaterThan(300)
    const last = page.locator('.plan > a').last()
    await last.locator('path').hover()
    expect(await last.locator('text').textContent()).toMatch(/^SFH-\S+\u00a0· /)

    await page.click('.street-floors a[aria-label="2 этаж"]')
    await page.waitForSelector('.street-floors a[aria-label="2 этаж"][aria-current]')
    expect(page.url()).toBe(`${site.url}/ru`)
    expect(await isSamePage(page)).toBe(true)
    await last.locator('path').click()
    await page.waitForURL(/\/ru\/premises\/SFH-/)
    await browser.leave(page)
  })

  it('zooms in by touch and keeps the middle of the view', async () => {
    const page = await browser.person({ viewport: phone })
    await page.goto(`${site.url}/zh`)
    await markPage(page)
    await page.evaluate('document.querySelector(".street-scroll").scrollLeft = 600')
    await page.click('a[data-plan-go=in]')
    await said(page, /326至926米/)
    expect(await isSamePage(page)).toBe(true)
    expect(page.url()).toBe(`${site.url}/zh`)

    // Opposite buildings are one link: its middle is on the road between them.
    const nearer = page.locator('.plan .nearer a:has-text("A2") path')
    for (const path of ['/zh', '/zh/plan?use=retail']) {
      await page.goto(`${site.url}${path}`)
      await nearer.click({ position: { x: 4, y: 4 } })
      await said(page, /街道\d+至\d+米/)
      expect(await page.locator('.plan > a').count()).toBeGreaterThan(3)
      expect(await page.evaluate('document.querySelector(".street-scroll").scrollLeft')).toBeGreaterThan(100)
    }
    expect(await page.locator('.plan > a .dim').count()).toBeGreaterThan(3)
    await browser.leave(page)
  })

  it('shows the place of a unit on a phone without scrolling', async () => {
    const page = await browser.person({ viewport: phone })
    await page.goto(`${site.url}/en/premises/SFH-B-0407`)
    const { x = -1, width = 0 } = (await page.locator('.plan .pin').boundingBox()) ?? {}
    expect(x).toBeGreaterThan(16)
    expect(x + width).toBeLessThan(phone.width - 16)
    await browser.leave(page)
  })

  it('works without JavaScript', async () => {
    const page = await browser.person({ javaScript: false })
    await page.goto(`${site.url}/en/premises?use=office`)
    await page
      .locator('.plan .nearer a path')
      .nth(2)
      .click({ position: { x: 2, y: 2 } })
    await page.waitForURL(/\/en\/plan\?use=office&zoom=4&at=\d+$/)
    await press(page, 'a[data-plan-go=right]')
    await press(page, 'a[data-plan-go=out]')
    await press(page, '.street-floors a[aria-label="floor 1"]')
    expect(new URL(page.url()).search).toMatch(/^\?use=office&floor=1&zoom=3&at=\d+$/)
    const lit = page.locator('.plan > a:not(:has(.dim))').first()
    const href = await lit.getAttribute('href')
    await lit.locator('path').click()
    await page.waitForURL(`${site.url}${href ?? ''}`)
    await browser.leave(page)
  })

  it.each([
    ['ru', desktop],
    ['zh', phone],
  ] as const)('shows staff who has each unit, with one status highlighted, in %s at %o', async (locale, viewport) => {
    const page = await browser.person({ viewport })
    await signInAs({ page, url: site.url, locale }, 'listing_manager')
    await page.goto(`${site.url}/${locale}/staff/plan`)
    await expectAccessible(page)
    await markPage(page)
    await page.click('.legend a:has(.status--held)')
    await page.waitForURL(/status=held/)
    expect(await isSamePage(page)).toBe(true)
    const [, held = ''] = /(\d+)/.exec(await page.innerText('.legend a:has(.status--held)')) ?? []
    expect(Number(held)).toBeGreaterThan(20)
    expect(await page.locator('.plan > a:not(:has(.dim)) .held').count()).toBe(Number(held))
    await expectAccessible(page)
    await page.goto(`${site.url}/${locale}/staff/plan?zoom=4&at=60`)
    await page.locator('.plan > a path').first().click()
    await page.waitForURL(/\/staff\/premises\/SFH-A-01\d\d/)
    await browser.leave(page)
  })
})
