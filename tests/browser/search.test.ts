import { describe, expect, it } from 'vitest'
import { expectAccessible, phone, useBrowser } from './support/browser.ts'
import { useRunningSite } from './support/running-site.ts'

describe('the search', () => {
  const site = useRunningSite()
  const browser = useBrowser()

  it('follows a changed filter without a page load, and keeps the keyboard where it was', async () => {
    const page = await browser.person()
    await page.goto(`${site.url}/ru/premises`)
    await page.evaluate('document.body.dataset.same = "yes"')
    const before = await page.textContent('[data-test=found]')

    await page.check('[name=use][value=catering]')
    await page.waitForURL(`${site.url}/ru/premises?use=catering`)
    await page.waitForFunction(`document.querySelector('[data-test=found]').textContent !== ${JSON.stringify(before)}`)
    expect(await page.getAttribute('body', 'data-same')).toBe('yes')
    expect(await page.evaluate('document.activeElement.value')).toBe('catering')
    expect(await page.locator('.chip').count()).toBe(1)
    expect(await page.getAttribute('.languages a[hreflang=zh]', 'href')).toBe('/zh/premises?use=catering')

    await page.click('.chip')
    await page.waitForURL(`${site.url}/ru/premises`)
    expect(await page.getAttribute('body', 'data-same')).toBe('yes')
    await page.context().close()
  })

  it('shows results first on a phone and the filters as a sheet', async () => {
    const page = await browser.person({ viewport: phone })
    await page.goto(`${site.url}/en/premises?use=office&status=available`)
    expect(await page.textContent('.search__open')).toBe('Filters · 2')
    expect(await page.isVisible('.filters')).toBe(false)

    await page.click('.search__open')
    expect(await page.isVisible('.filters')).toBe(true)
    await expectAccessible(page)
    await page.fill('[name=minArea]', '60')
    await page.click('.filters [type=submit]')
    await page.waitForURL(url => url.searchParams.get('minArea') === '60')
    await page.waitForSelector('.search__open:has-text("Filters · 3")')
    expect(await page.isVisible('.filters')).toBe(false)
    await page.context().close()
  })
})
