import { describe, expect, it } from 'vitest'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { useSharedSite } from './support/running-site.ts'

describe('the assembly-cost calculator', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  const everywhere = (['ru', 'en', 'zh'] as const).flatMap(locale =>
    [phone, desktop].map(viewport => [locale, viewport] as const),
  )
  it.each(everywhere)('is linked in the menu and accessible in %s at %o', async (locale, viewport) => {
    const page = await browser.person({ viewport })
    await page.goto(`${site.url}/${locale}`)
    await page.locator(`footer a[href="/${locale}/calculator"]`).click()
    await page.waitForSelector('[data-test=answer]')
    await expectAccessible(page)
    expect(await page.locator('.cost-bars svg rect').first().isVisible()).toBe(true)
    const right = await page.evaluate(
      `(() => { const box = document.querySelector('.table-scroll'); return box.scrollWidth - box.clientWidth })()`,
    )
    expect(right).toBeLessThanOrEqual(0)
    await browser.leave(page)
  })

  it('adds a component, computes and shares without scripts', async () => {
    const page = await browser.person({ viewport: phone, javaScript: false })
    await page.goto(`${site.url}/ru/calculator`)
    await page.click('[name=add]')
    await page.waitForURL(url => url.searchParams.get('k') === '4')
    await page.fill('#c4n', 'Упаковка')
    await page.fill('#c4p', '12,50')
    await page.selectOption('#c4o', 'cn')
    await page.fill('#c4r', '5')
    await page.press('#c4r', 'Enter')
    await page.waitForURL(url => url.searchParams.get('c4p') === '12,50')
    expect(await page.locator('.component').count()).toBe(4)
    expect(await page.textContent('[data-test=costs] tbody tr:first-child td')).toMatch(/^1\s657,50$/)

    await page.click('[name=remove][value="4"]')
    await page.waitForURL(url => url.searchParams.get('k') === '3')
    expect(await page.inputValue('#share-link')).toContain(`${site.url}/ru/calculator?`)

    await page.fill('#u', 'сто')
    await page.click('.calculator__submit button')
    await page.waitForSelector('[data-test=error-summary]')
    expect(await page.inputValue('#u')).toBe('сто')
    await browser.leave(page)
  })

  it('does the same in place with scripts, keeps the focus on the new row and goes back', async () => {
    const page = await browser.person()
    await page.goto(`${site.url}/en/calculator`)
    await page.evaluate('document.body.dataset.same = "yes"')
    await page.click('[name=add]')
    await page.waitForSelector('#c4n')
    expect(await page.evaluate('document.activeElement.id')).toBe('c4n')
    expect(new URL(page.url()).searchParams.get('k')).toBe('4')

    await page.click('[name=remove][value="1"]')
    await page.waitForSelector('#c4n', { state: 'detached' })
    expect(await page.inputValue('#c1n')).toBe('Heaters and control unit')

    await page.fill('#wz', '500')
    await page.click('.calculator__submit button')
    // Waiting by a string of script needs eval, which the site's own policy forbids.
    await expect.poll(() => page.textContent('[data-test=answer]'), { timeout: 5_000 }).toContain('outside')
    expect(await page.getAttribute('body', 'data-same')).toBe('yes')
    await expectAccessible(page)

    await page.fill('#wz', '1,20,0')
    await page.click('.calculator__submit button')
    await page.waitForSelector('[data-test=error-summary]')
    expect(await page.isVisible('[data-test=no-result]')).toBe(true)
    await expectAccessible(page)

    await page.goBack()
    await page.waitForSelector('[data-test=answer]')
    expect(await page.inputValue('#wz')).toBe('500')
    await browser.leave(page)
  })

  it('returns to the same figures after signing in', async () => {
    const page = await browser.person()
    await page.goto(`${site.url}/ru/calculator`)
    await page.fill('#u', '77')
    await page.press('#u', 'Enter')
    await page.waitForURL(url => url.searchParams.get('u') === '77')
    await page.click('header a[href*="/sign-in"]:visible')
    await page.fill('#email', 'applicant@demo.startup-street.example')
    await page.fill('#password', 'snow-on-the-cupolas')
    await page.press('#password', 'Enter')
    await page.waitForURL(url => url.pathname === '/ru/calculator')
    expect(await page.inputValue('#u')).toBe('77')
    await browser.leave(page)
  })

  it('shows the latest result when an earlier answer is slower', async () => {
    const page = await browser.person()
    await page.goto(`${site.url}/en/calculator`)
    let letGo = (): void => undefined
    const held = new Promise<void>(resolve => (letGo = resolve))
    await page.route(/[?&]u=11&/, async route => {
      await held
      await route.continue()
    })
    await page.fill('#u', '11')
    await page.press('#u', 'Enter')
    await page.fill('#u', '22')
    await page.press('#u', 'Enter')
    await page.waitForURL(url => url.searchParams.get('u') === '22')
    const come = page.waitForEvent('requestfinished', request => request.url().includes('u=11&'))
    letGo()
    await come
    await page.evaluate('new Promise(done => setTimeout(done, 100))')
    expect(new URL(page.url()).searchParams.get('u')).toBe('22')
    expect(await page.inputValue('#u')).toBe('22')
    await browser.leave(page)
  })

  it('offers a PDF and a CSV of the shown result', async () => {
    const page = await browser.person()
    await page.goto(`${site.url}/zh/calculator`)
    for (const [kind, ending] of [['pdf', /\.pdf$/] as const, ['csv', /\.csv$/] as const]) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.click(`a[href*="/calculator.${kind}?"]`),
      ])
      expect(download.suggestedFilename()).toMatch(ending)
    }
    await browser.leave(page)
  })
})
