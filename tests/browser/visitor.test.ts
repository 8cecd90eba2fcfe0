import { describe, expect, it } from 'vitest'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { press } from './support/people.ts'
import { useSharedSite } from './support/running-site.ts'

describe('a visitor', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  it.each([
    ['ru', desktop],
    ['en', phone],
    ['zh', desktop],
  ] as const)('finds a unit and its cost, in %s', async (locale, viewport) => {
    const page = await browser.person({ viewport, moving: true })
    await page.goto(`${site.url}/${locale}`)
    await expectAccessible(page)
    expect(await page.locator('[data-test=demo-banner]').count()).toBe(1)

    await page.goto(`${site.url}/${locale}/premises?use=retail&status=available&minArea=30&maxArea=120`)
    await expectAccessible(page)
    const cards = page.locator('article.card')
    expect(await cards.count()).toBeGreaterThan(3)

    const code = /SFH-[AB]-\d{4}/.exec((await cards.first().textContent()) ?? '')?.[0] ?? ''
    await cards.first().locator('h2 a').click()
    await page.waitForURL(`${site.url}/${locale}/premises/${code}`)
    await expectAccessible(page)
    expect(await page.locator('main').textContent()).toContain('¥')
    expect(await page.locator(`form[action="/${locale}/applications"] [name=premises]`).getAttribute('value')).toBe(
      code,
    )
    await browser.leave(page)
  })

  it.each(['ru', 'en', 'zh'])('stays on the page when changing the language from %s', async locale => {
    const page = await browser.person()
    await page.goto(`${site.url}/${locale}/premises?use=office&minArea=20`)
    for (const other of ['ru', 'en', 'zh']) {
      await page.click(`.languages [hreflang=${other}]`)
      await page.waitForURL(`${site.url}/${other}/premises?use=office&minArea=20`)
    }
    await browser.leave(page)
  })

  it.each([desktop, phone])('can read every public page at %o', async viewport => {
    const page = await browser.person({ viewport })
    const paths = [
      '/plan',
      '/street',
      '/premises',
      '/premises?view=table',
      '/finder',
      '/answers',
      '/answers?q=offer',
      '/how-it-works',
      '/incentives',
      '/incentives/visa-free-entry',
      '/zones/suifenhe',
      '/contact',
      '/sign-in',
      '/sign-up',
      '/forgot-password',
      '/nowhere',
    ]
    for (const locale of ['ru', 'en', 'zh']) {
      for (const path of paths) {
        await page.goto(`${site.url}/${locale}${path}`)
        await expectAccessible(page)
      }
    }
    await browser.leave(page)
  })

  it.each([320, 360])('reads a unit without sideways scrolling on a screen of %i px', async width => {
    const page = await browser.person({ viewport: { width, height: 800 } })
    for (const locale of ['ru', 'en', 'zh']) {
      await page.goto(`${site.url}/${locale}/premises/SFH-A-0101`)
      const beyond = (box: string) =>
        page.evaluate(`Math.max(0, ...[...document.querySelectorAll('${box}')].map(
        box => box.scrollWidth - box.clientWidth))`)
      expect(await beyond('html'), `${locale}, the page`).toBe(0)
      expect(await beyond('.fact-group .summary-list > div'), `${locale}, a fact`).toBe(0)
    }
    await browser.leave(page)
  })

  it('prints the found units without controls', async () => {
    const page = await browser.person()
    for (const path of ['/premises', '/premises/SFH-A-0101']) {
      await page.emulateMedia({ media: 'screen' })
      await page.goto(`${site.url}/ru${path}`)
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('.pc h2 >> visible=true').count(), path).toBeGreaterThan(2)
      expect(await page.locator('main button >> visible=true').allTextContents(), path).toEqual([])
    }
    await browser.leave(page)
  })

  it('searches and fills in an enquiry without JavaScript', async () => {
    const page = await browser.person({ javaScript: false, viewport: phone })
    await page.goto(`${site.url}/ru/premises`)
    await page.click('.search__open')
    await page.fill('[name=minArea]', '60')
    await press(page, '#filters [type=submit]')
    expect(new URL(page.url()).searchParams.get('minArea')).toBe('60')
    await page.goto(`${site.url}/ru/contact`)
    await page.fill('[name=name]', 'Алиса Выдуманная')
    await press(page, 'main form [type=submit]')
    expect(await page.locator('[data-test=error-summary] a').count()).toBeGreaterThan(0)
    expect(await page.inputValue('[name=name]')).toBe('Алиса Выдуманная')
    await browser.leave(page)
  })
})
