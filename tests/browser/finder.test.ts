import { describe, expect, it } from 'vitest'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { press } from './support/people.ts'
import { useSharedSite } from './support/running-site.ts'

describe('the finder', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  it.each([
    ['ru', '390 px', phone, true],
    ['en', '390 px', phone, true],
    ['zh', '390 px', phone, true],
    ['ru', '1280 px', desktop, true],
    ['zh', '1280 px', desktop, true],
    ['en', '390 px, without JavaScript', phone, false],
  ] as const)(
    'leads from the home page to a fitting unit in three steps, in %s at %s',
    async (locale, _size, viewport, javaScript) => {
      const page = await browser.person({ viewport, javaScript })
      await page.goto(`${site.url}/${locale}`)
      let steps = 0
      const step = async (selector: string) => {
        steps += 1
        await press(page, selector)
        if (javaScript) await expectAccessible(page)
      }

      await step('[data-test=finder]')
      await page.check('[name=use][value=catering]')
      await page.fill('[name=maxArea]', '150')
      await page.check('[name=need][value=extraction]')
      await page.check('[name=need][value=water]')
      await step('.questions [type=submit]')
      const first = page.locator('[data-test=fit]').first()
      expect(await first.locator('[data-test=reasons] li').count()).toBe(4)
      expect(await first.locator('[data-test=lacks]').count()).toBe(0)
      const code = /SFH-[AB]-\d{4}/.exec((await first.textContent()) ?? '')?.[0] ?? ''
      await step('[data-test=fit]:first-child h3 a')

      expect(page.url()).toBe(`${site.url}/${locale}/premises/${code}`)
      expect(await page.locator(`form[action="/${locale}/applications"] [name=premises]`).count()).toBe(1)
      expect(steps).toBeLessThanOrEqual(3)
      await browser.leave(page)
    },
  )

  it.each([phone, desktop])('suggests which wish to give up when nothing fits, at %o', async viewport => {
    const page = await browser.person({ viewport })
    await page.goto(`${site.url}/ru/finder?use=catering&minArea=40&maxMonthly=1`)
    await expectAccessible(page)
    await press(page, '[data-test=loosen] li a')
    expect(await page.locator('[data-test=fit]').count()).toBeGreaterThan(0)
    await page.click('.finder__change > summary')
    await expectAccessible(page)
    expect(await page.isChecked('[name=use][value=catering]')).toBe(true)
    await browser.leave(page)
  })
})
