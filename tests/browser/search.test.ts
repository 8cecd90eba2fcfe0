import type { Page, Route } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { arriving } from './support/arriving.ts'
import { expectAccessible, phone, useBrowser } from './support/browser.ts'
import { useSharedSite } from './support/running-site.ts'

describe('the search in place', () => {
  const site = useSharedSite()
  const browser = useBrowser()
  let page: Page
  const complaints: string[] = []

  beforeEach(async () => {
    page = await browser.person()
    complaints.length = 0
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await page.goto(`${site.url}/ru/premises`)
    await page.evaluate('document.body.dataset.same = "yes"')
  })
  afterEach(() => page.context().close())

  const arriveAt = (query: string) => page.waitForURL(`${site.url}/ru/premises${query}`)
  const samePage = async () => (await page.getAttribute('body', 'data-same')) === 'yes'
  const focus = () => page.evaluate('document.activeElement.value ?? document.activeElement.id')
  const fetched = (act: (route: Route) => Promise<void>) =>
    page.route(/\?use=catering/, route => (route.request().resourceType() === 'fetch' ? act(route) : route.continue()))

  it('follows a changed filter, announces the result, and keeps the focus', async () => {
    const all = await page.textContent('#found')
    await page.evaluate('document.getElementById("found").spoken = true')
    await page.check('[name=use][value=catering]')
    await arriveAt('?use=catering')
    await page.locator('.chip').waitFor()
    expect(await page.textContent('#found')).not.toBe(all)
    // The live region is the same element, so that its new text is announced.
    expect(await page.evaluate('document.getElementById("found").spoken')).toBe(true)
    expect(await focus()).toBe('catering')
    expect(await page.getAttribute('.languages a[hreflang=zh]', 'href')).toBe('/zh/premises?use=catering')
    expect(await page.getAttribute('link[type*=atom]', 'href')).toBe('/ru/premises.atom?use=catering')

    await page.click('.chip')
    await arriveAt('')
    await page.locator('.chip').waitFor({ state: 'detached' })
    expect(await page.isChecked('[name=use][value=catering]')).toBe(false)
    expect(await focus()).toBe('found')
    expect(await samePage()).toBe(true)
    expect(complaints).toEqual([])
  })

  it('loads the fonts of its letters, and none for currency signs', async () => {
    expect(await page.textContent('[name=to][value=RUB]')).toContain('₽')
    await page.evaluate('document.fonts.ready.then(() => true)')
    const loaded =
      '[...document.fonts].filter(font => font.status === "loaded").map(font => font.unicodeRange.split(",")[0])'
    expect((await page.evaluate<string[]>(loaded)).toSorted()).toEqual(['U+0-FF', 'U+301'])
  })

  it('shows every status on a card in full on narrow screens', async () => {
    for (const width of [320, 390, 560, 840, 1280]) {
      const narrow = await browser.person({ viewport: { width, height: 844 } })
      for (const status of ['paused', 'held', 'let', 'available']) {
        await narrow.goto(`${site.url}/ru/premises?status=${status}`)
        const cut = await narrow.evaluate(
          '[...document.querySelectorAll(".pc")].filter(card => card.querySelector(".status").getBoundingClientRect().right > card.getBoundingClientRect().right).length',
        )
        const cards = await narrow.locator('.pc .status').count()
        expect({ width, status, cut, some: cards > 0 }).toEqual({ width, status, cut: 0, some: true })
      }
      await narrow.goto(`${site.url}/en/premises`)
      expect(await narrow.evaluate('document.querySelector(".brand__mark").clientWidth'), 'the sign').toBeGreaterThan(
        30,
      )
      await narrow.context().close()
    }
  })

  it('opens the menu of sort orders within the screen of a phone', async () => {
    for (const address of ['ru/premises?q=склад', 'zh/premises']) {
      await page.goto(`${site.url}/${address}`)
      await page.click('.sort summary')
      for (const width of [320, 390, 840]) {
        await page.setViewportSize({ width, height: 844 })
        const { x, width: wide } = (await page.locator('.sort ul').boundingBox())!
        expect({ width, address, within: x >= 0 && x + wide <= width }).toEqual({ width, address, within: true })
      }
    }
  })

  it('sorts, changes the view and pages, also by keyboard', async () => {
    await page.focus('.sort summary')
    await page.keyboard.press('Enter')
    await page.focus('.sort [value=cheap]')
    await page.keyboard.press('Enter')
    await arriveAt('?sort=cheap')
    await page.locator('.sort:not([open])').waitFor()
    expect(await page.evaluate('document.activeElement.matches(".sort summary")')).toBe(true)
    await page.click('.views [value=table]')
    await page.locator('.premises-table').waitFor()
    await page.click('[rel=next]')
    await page.locator('[rel=prev]').waitFor()
    expect(new URL(page.url()).search).toBe('?sort=cheap&view=table&page=2')
    await page.goto(`${site.url}/ru/premises`)
    await page.evaluate('document.body.dataset.same = "yes"')
    await page.click('[rel=next]')
    await page.locator('[rel=prev]').waitFor()
    expect(await page.getAttribute('link[rel=canonical]', 'href')).toBe(page.url())
    expect(await focus()).toBe('found')
    const top = await page.evaluate('Math.abs(document.getElementById("results").getBoundingClientRect().top)')
    expect(top).toBeLessThan(40)
    expect(await samePage()).toBe(true)
    expect(complaints).toEqual([])
  })

  it('goes back and forward through the chosen filters', async () => {
    await page.check('[name=use][value=office]')
    await arriveAt('?use=office')
    const offices = await page.textContent('#found')
    await page.fill('[name=minArea]', '60')
    await page.press('[name=minArea]', 'Enter')
    await arriveAt('?use=office&minArea=60')
    await page.locator('.chip').nth(1).waitFor()

    await page.goBack()
    await page.locator('.chip').nth(1).waitFor({ state: 'detached' })
    expect(await page.textContent('#found')).toBe(offices)
    expect(await page.inputValue('[name=minArea]')).toBe('')
    expect(await page.getAttribute('.languages a[hreflang=zh]', 'href')).toBe('/zh/premises?use=office')
    await page.goBack()
    await page.locator('.chip').waitFor({ state: 'detached' })
    expect(await page.isChecked('[name=use][value=office]')).toBe(false)
    await page.goForward()
    await page.locator('.chip').waitFor()
    expect(await page.isChecked('[name=use][value=office]')).toBe(true)
    expect(await samePage()).toBe(true)

    await page.click('article h2 a')
    await page.locator('[data-test=code]').waitFor()
    await page.goBack()
    await page.locator('.chip').waitFor()
    expect(await page.textContent('#found')).toBe(offices)
  })

  it('keeps text being typed when a slow answer arrives', async () => {
    let answer = (): void => undefined
    const typed = new Promise<void>(resolve => (answer = resolve))
    await fetched(async route => {
      await typed
      await route.continue()
    })
    await page.click('.filters details summary')
    await page.check('[name=use][value=catering]')
    await page.focus('[name=maxArea]')
    await page.keyboard.type('9')
    answer()
    await page.locator('.chip').waitFor()
    await page.keyboard.type('0')
    expect(await page.inputValue('[name=maxArea]')).toBe('90')
    expect(await page.isVisible('[name=feature][value=gas]')).toBe(true)
  })

  /** Holds back the answer to an address until it is let go; then waits until the page has had time to show it. */
  async function heldBack(address: RegExp): Promise<() => Promise<void>> {
    let letGo = (): void => undefined
    const held = new Promise<void>(resolve => (letGo = resolve))
    await page.route(address, async route => {
      await held
      await route.continue()
    })
    return async () => {
      const come = page.waitForEvent('requestfinished', request => address.test(request.url()))
      letGo()
      await come
      await page.evaluate('new Promise(done => setTimeout(done, 100))')
    }
  }

  it('shows the latest choice when the answer to going back arrives after it', async () => {
    await page.check('[name=use][value=office]')
    await page.locator('.chip').waitFor()
    const late = await heldBack(/premises$/)
    await page.goBack()
    await page.check('[name=use][value=catering]')
    await arriveAt('?use=catering&use=office')
    await page.locator('.chip').nth(1).waitFor()
    await late()
    expect(await page.locator('.chip').count()).toBe(2)
    expect(await page.getAttribute('.languages a[hreflang=zh]', 'href')).toBe('/zh/premises?use=catering&use=office')
  })

  it('stays on the page one went back to when the answer to a filter arrives after it', async () => {
    await page.check('[name=use][value=office]')
    await page.locator('.chip').waitFor()
    const late = await heldBack(/use=catering/)
    await page.check('[name=use][value=catering]')
    await page.goBack()
    await page.locator('.chip').waitFor({ state: 'detached' })
    await late()
    expect(page.url()).toBe(`${site.url}/ru/premises`)
    expect(await page.isChecked('[name=use][value=catering]')).toBe(false)
  })

  it.each<[string, (route: Route) => Promise<void>]>([
    ['cannot be reached', route => route.abort()],
    ['answers with an error', route => route.fulfill({ status: 503, contentType: 'text/html', body: '<p>Later</p>' })],
    ['answers with something else', route => route.fulfill({ contentType: 'text/html', body: '<p>Pay for Wi-Fi</p>' })],
  ])('reloads the whole page when the server %s', async (_how, act) => {
    await fetched(act)
    await arriving(page, () => page.check('[name=use][value=catering]'))
    await arriveAt('?use=catering')
    expect(await samePage()).toBe(false)
    expect(await page.locator('.chip').count()).toBe(1)
  })

  it('shows the first result on the first screen of a phone, below a street that is one link', async () => {
    await page.setViewportSize(phone)
    for (const [query, first] of [
      ['use=catering&view=cards', '.pc'],
      ['use=catering&view=table', '.premises-table tbody tr'],
      [`q=${encodeURIComponent('кафе с вытяжкой до 90 м²')}`, '.pc'],
    ]) {
      await page.goto(`${site.url}/ru/premises?${query}`)
      const { y } = (await page.locator(first!).first().boundingBox())!
      expect(y, query).toBeLessThan(phone.height)
    }
    await page.goto(`${site.url}/ru/premises?use=catering`)
    expect(await page.locator('#search .street-card a:visible').count()).toBe(1)
    await page.locator('#search .street-card').click({ position: { x: 100, y: 40 } })
    await page.waitForURL(`${site.url}/ru/plan?use=catering`)
  })

  it.each(locales)('shows the first unit of the table on the first screen of a phone (%s)', async locale => {
    await page.setViewportSize(phone)
    const question = encodeURIComponent('кафе с вытяжкой до 90 м²')
    for (const query of ['view=table', 'use=catering&view=table', `q=${question}&view=table`]) {
      await page.goto(`${site.url}/${locale}/premises?${query}`)
      const { y, height } = (await page.locator('.premises-table tbody a').first().boundingBox())!
      expect(y + height, query).toBeLessThan(phone.height)
    }
    // The street belongs to the view of cards.
    await page.click('.views button[value=cards]')
    await page.waitForSelector('#search .street-card:visible')
  })

  it.each(locales)('aligns everything above the results with the edge of the page on a phone (%s)', async locale => {
    await page.setViewportSize(phone)
    await page.goto(`${site.url}/${locale}/premises?use=catering`)
    const beginnings = await page.evaluate<number[]>(`(() => {
      const words = document.createRange()
      return ['#found', '.search__save button', '.chips'].map(place => {
        words.selectNodeContents(document.querySelector(place))
        return words.getBoundingClientRect()
      }).filter(({ x }) => x < innerWidth / 2).map(({ x }) => x)
    })()`)
    expect(Math.max(...beginnings) - Math.min(...beginnings)).toBeLessThan(2)
  })

  it('moves the focus into the sheet of filters when opened by keyboard', async () => {
    await page.setViewportSize(phone)
    await page.focus('.search__open')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.closest(".filters") !== null')).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.evaluate('document.activeElement.matches(".search__open")')).toBe(true)
  })

  it('shows results first on a phone, and the filters as a sheet with one request for all choices', async () => {
    await page.setViewportSize(phone)
    await page.goto(`${site.url}/en/premises?use=office&status=available`)
    expect(await page.textContent('.search__open')).toBe('Filters\u00a0· 2')
    expect(await page.isVisible('.filters')).toBe(false)

    await page.click('.search__open')
    expect(await page.isVisible('.filters')).toBe(true)
    await expectAccessible(page)
    await page.check('[name=feature][value=water]')
    await page.fill('[name=minFrontage]', '4')
    await page.fill('[name=minArea]', '60')
    expect(new URL(page.url()).search).toBe('?use=office&status=available')
    await page.click('.filters [type=submit]')
    await page.waitForSelector('.search__open:has-text("Filters · 5")')
    expect(new URL(page.url()).search).toBe('?use=office&minArea=60&minFrontage=4&feature=water&status=available')
    expect(await page.isVisible('.filters')).toBe(false)
    expect(await page.evaluate('document.activeElement.matches(".search__open")')).toBe(true)
  })
})
