import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { demonstrationPassword } from '#features/accounts/demonstration.ts'
import { arriving } from './support/arriving.ts'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { press, signInAs } from './support/people.ts'
import { useRunningSite } from './support/running-site.ts'

/** A dark square without a margin. */
const aLogo = () =>
  sharp({ create: { width: 160, height: 160, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .composite([{ input: { create: { width: 120, height: 120, channels: 3, background: '#1f3c7a' } } }])
    .png()
    .toBuffer()

describe('the office, working in Chinese', () => {
  const site = useRunningSite()
  const browser = useBrowser()
  const at = (path: string) => `${site.url}/zh/staff${path}`

  it('creates an access token that is shown once and works until it is revoked', async () => {
    const manager = await browser.person()
    await signInAs({ page: manager, url: site.url, locale: 'zh' }, 'listing_manager')
    await manager.goto(at('/tokens'))
    await expectAccessible(manager)
    await manager.fill('[name=name]', '房源同步程序')
    await press(manager, 'form[action$="/tokens"] [type=submit]')
    // Without scopes and password no token is created; the name stays.
    expect(await manager.locator('[name=name]').inputValue()).toBe('房源同步程序')
    await expectAccessible(manager)
    await manager.locator('[name=scopes]').first().check()
    await manager.fill('[name=current]', demonstrationPassword)
    await press(manager, 'form[action$="/tokens"] [type=submit]')
    const secret = await manager.locator('[data-test=secret]').innerText()
    await expectAccessible(manager)
    const asked = async () => {
      const headers = { Authorization: `Bearer ${secret}` }
      return (await fetch(`${site.url}/api/v1/staff/premises`, { headers })).status
    }
    expect(await asked()).toBe(200)

    await manager.goto(at('/tokens'))
    expect(await manager.content()).not.toContain(secret)
    expect(await manager.locator('[data-test=tokens]').innerText()).toContain('房源同步程序')
    await manager.setViewportSize(phone)
    await expectAccessible(manager)
    await press(manager, '[data-test=tokens] form [type=submit]')
    await manager.locator('[data-test=notice]').first().waitFor()
    expect(await manager.locator('[data-test=tokens] form').count()).toBe(0)
    expect(await asked()).toBe(401)
  })

  it.each([true, false])('edits, orders and publishes the facts of a zone, with scripts: %s', async javaScript => {
    const manager = await browser.person({ javaScript })
    const figure = javaScript ? '21平方公里' : '22平方公里'
    await signInAs({ page: manager, url: site.url, locale: 'zh' }, 'listing_manager')
    await manager.goto(at('/incentives'))
    await manager.locator('main a[href$="/incentives/zones/heihe"]').first().click()
    await manager.waitForURL('**/zones/heihe')
    await manager.locator('#fact-area summary').click()
    const accessible = () => (javaScript ? expectAccessible(manager) : Promise.resolve())
    await accessible()
    await manager.fill('[name="facts.0.figure.zh"]', figure)
    const order = () =>
      manager.locator('.zone-fact-place').evaluateAll(places => places.map(({ id }) => (id as string).slice(5)))
    const before = await order()
    await manager.locator('#fact-cableway button[value$=".up"], #fact-cableway button[value$=".down"]').first().click()
    await manager.waitForURL(/#fact-cableway$/)
    expect(await order()).not.toEqual(before)
    expect((await order()).toSorted()).toEqual(before.toSorted())

    // Nobody else sees it yet; the office sees it as each of its readers would.
    const visitor = await browser.person()
    await visitor.goto(`${site.url}/zh/zones/heihe`)
    expect(await visitor.locator('main').innerText()).not.toContain(figure)
    await press(manager, '.publication a[href$="/preview"]')
    expect(await manager.locator('main').innerText()).toContain(figure)
    for (const locale of ['en', 'ru', 'zh']) {
      await manager.goto(`${site.url}/${locale}/staff/incentives/zones/heihe/preview`)
      expect(await manager.locator('html').getAttribute('lang')).toBe(locale)
      await accessible()
    }
    await manager.goto(at('/incentives/zones/heihe'))
    await press(manager, 'button[value=publish]')
    await manager.locator('[data-test=notice]').first().waitFor()
    await accessible()
    await visitor.reload()
    expect(await visitor.locator('main').innerText()).toContain(figure)
  })

  it('shows visitors its logo and colour once an administrator sets them, and keeps a refused colour in the form', async () => {
    const visitor = await browser.person()
    const button = () => visitor.evaluate(`getComputedStyle(document.querySelector('main .button')).backgroundColor`)
    await visitor.goto(`${site.url}/zh`)
    expect(await button()).toBe('rgb(15, 95, 87)')

    const administrator = await browser.person()
    await signInAs({ page: administrator, url: site.url, locale: 'zh' }, 'administrator')
    await administrator.goto(at('/settings'))
    await administrator.locator('main a[href$="/settings/brand"]').click()
    await administrator.waitForURL('**/settings/brand')
    await administrator.setInputFiles('#logo', { name: '标志.png', mimeType: 'image/png', buffer: await aLogo() })
    await press(administrator, 'form[action$="/logo"] [type=submit]')
    await administrator.locator('[data-test=logo] img').first().waitFor()

    // A colour is previewed while it is typed, also a pale one; it is not saved.
    await administrator.fill('#accent', '#ffd700')
    await administrator.locator('[data-accent-sample] .status--bad').waitFor()
    expect(await administrator.locator('[data-accent-show]').isVisible()).toBe(false)
    await expectAccessible(administrator)
    await press(administrator, '[data-accent-form] [type=submit]')
    await administrator.locator('.error-summary').waitFor()
    expect(await administrator.locator('.error-summary').innerText()).toMatch(/对比度为1\.\d+\s:\s1，至少需要4\.5/)
    expect(await administrator.locator('#accent').inputValue()).toBe('#ffd700')
    await expectAccessible(administrator)

    await administrator.locator('#picker').fill('#7a1f5c')
    await administrator.locator('[data-accent-sample] .status--good').waitFor()
    expect(await administrator.locator('#accent').inputValue()).toBe('#7a1f5c')
    await press(administrator, '[data-accent-form] [type=submit]')
    await administrator.locator('[data-test=notice]').first().waitFor()
    for (const viewport of [phone, desktop]) {
      await administrator.setViewportSize(viewport)
      await expectAccessible(administrator)
    }

    await visitor.reload()
    expect(await button()).toBe('rgb(122, 31, 92)')
    const logo = visitor.locator('.site-header .brand img')
    expect(await logo.evaluate(image => (image as unknown as { naturalWidth: number }).naturalWidth)).toBe(40)
    for (const colorScheme of ['light', 'dark'] as const) {
      await visitor.emulateMedia({ colorScheme })
      for (const page of ['', '/premises', '/incentives', '/contact', '/calculator']) {
        await visitor.goto(`${site.url}/ru${page}`)
        await expectAccessible(visitor)
      }
    }
  })

  it('previews a colour and restores the old look, without scripts', async () => {
    const administrator = await browser.person({ javaScript: false, viewport: phone })
    await signInAs({ page: administrator, url: site.url, locale: 'zh' }, 'administrator')
    await administrator.goto(at('/settings/brand'))
    await administrator.fill('#accent', '#1f3c7a')
    await press(administrator, '[data-accent-show]')
    await administrator.waitForURL(/accent=%231f3c7a/)
    expect(await administrator.locator('[data-test=accent-sample]').innerText()).toContain('#1f3c7a')

    await administrator.goto(at('/settings'))
    // First the colour, which was set last, then the logo.
    for (const [index, what] of ['颜色', '标志'].entries()) {
      await administrator.click('.settings-history > summary')
      const change = administrator.locator('[data-test=changes] > li').nth(index * 2)
      expect(await change.innerText()).toContain(what)
      await arriving(administrator, () => change.locator('[type=submit]').click())
      await administrator.locator('[data-test=notice]').first().waitFor()
    }
    const visitor = await browser.person()
    await visitor.goto(`${site.url}/zh`)
    expect(await visitor.locator('.site-header .brand img').count()).toBe(0)
    expect(await visitor.locator('link[href^="/brand/"]').count()).toBe(0)
  })
})
