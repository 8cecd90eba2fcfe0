import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { staffRoles } from '#web/locals.ts'
import { aColleague } from '#tests/factories/account.ts'
import { aPremises } from '#tests/factories/premises.ts'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { useOpenSite } from './support/open-site.ts'
import { press, signInAs } from './support/people.ts'
import { useRunningSite } from './support/running-site.ts'

describe('the staff pages in Chinese', () => {
  const site = useRunningSite()
  const browser = useBrowser()
  const at = (path: string) => `${site.url}/zh/staff${path}`

  it.each(staffRoles)('are readable on a screen and on a phone in every section of a %s', async role => {
    const page = await browser.person()
    await signInAs({ page, url: site.url, locale: 'zh' }, role)
    const links = await page.locator('.staff-bar__links a').all()
    const sections = await Promise.all(links.map(link => link.getAttribute('href')))
    expect(sections.length).toBeGreaterThan(4)
    for (const section of sections) {
      await page.goto(`${site.url}${String(section)}`)
      await page.setViewportSize(desktop)
      await expectAccessible(page)
      await page.setViewportSize(phone)
      expect(await overflow(page), `side scroll on ${String(section)}`).toBeLessThanOrEqual(0)
      expect(await unreadableCells(page), `cells on a phone on ${String(section)}`).toEqual([])
      expect(await page.locator('.page-help').count()).toBe(1)
    }
  })

  it('show the enquiries on a phone by name, each fact with its label', async () => {
    const visitor = await browser.person()
    await visitor.goto(`${site.url}/ru/contact`)
    await visitor.fill('[name=name]', 'Константин Константинопольский')
    await visitor.fill('[name=email]', 'konstantin@example.com')
    await visitor.selectOption('[name=topic]', 'premises')
    await visitor.fill('[name=message]', 'Есть ли помещение с отдельным входом?')
    // A form filled in within a moment counts as spam.
    await visitor.evaluate(`document.querySelector('[name=opened]').value -= 60_000`)
    await Promise.all([visitor.waitForURL('**/contact/sent?*'), press(visitor, 'main form [type=submit]')])
    const manager = await browser.person({ viewport: phone })
    await signInAs({ page: manager, url: site.url, locale: 'zh' }, 'listing_manager')
    await manager.goto(at('/enquiries'))
    await expectAccessible(manager)
    expect(await unreadableCells(manager)).toEqual([])
    expect(await manager.locator('[data-test=enquiries] tbody th').first().innerText()).toContain('Константинопольский')
  })

  it('record a listing manager’s change by keyboard, and show an administrator who changed what', async () => {
    const manager = await browser.person()
    await signInAs({ page: manager, url: site.url, locale: 'zh' }, 'listing_manager')
    await manager.goto(at('/premises?sort=code'))
    await manager.keyboard.press('j')
    await manager.keyboard.press('j')
    const code = await manager.locator('[data-row-at] [data-open]').innerText()
    await Promise.all([manager.waitForURL(`**/staff/premises/${code}`), manager.keyboard.press('o')])
    await manager.fill('[name="title.zh"]', '口岸旁的新店面')
    await manager.fill('[name=reason]', '名称有误')
    await press(manager, '.save-bar [type=submit]')
    await manager.locator('[data-test=notice]').first().waitFor()
    await manager.goto(at(`/premises/${code}/versions`))
    await expectAccessible(manager)
    expect(await manager.locator('[data-test=version]').first().innerText()).toContain('名称有误')

    const administrator = await browser.person()
    await signInAs({ page: administrator, url: site.url, locale: 'zh' }, 'administrator')
    await administrator.goto(at('/help'))
    await administrator.keyboard.press('/')
    await administrator.locator('[data-finder]:focus').waitFor()
    await administrator.keyboard.type(code)
    await Promise.all([administrator.waitForURL(/search\?q=/), administrator.keyboard.press('Enter')])
    await expectAccessible(administrator)
    await Promise.all([
      administrator.waitForURL(`**/staff/premises/${code}`),
      administrator.locator('[data-test=found-premises] a').first().click(),
    ])
    await administrator.goto(at(`/audit?subject=${code}`))
    await press(administrator, '[data-test=entry] a')
    await administrator.locator('[data-test=changes]').waitFor()
    await expectAccessible(administrator)
    expect(await administrator.locator('[data-test=changes]').innerText()).toContain('口岸旁的新店面')
  })

  it('publish a new wording that every visitor reads', async () => {
    const manager = await browser.person()
    await signInAs({ page: manager, url: site.url, locale: 'zh' }, 'listing_manager')
    await manager.goto(at('/texts/home.headline'))
    await manager.fill('[name="home.headline.zh"]', '来绥芬河开店。')
    await press(manager, '[name=act][value=draft]')
    expect(await manager.locator('[data-test=preview]').innerText()).toContain('来绥芬河开店。')
    await press(manager, '[name=act][value=publish]')
    await expectAccessible(manager)
    const visitor = await browser.person()
    await visitor.goto(`${site.url}/zh`)
    expect(await visitor.locator('h1').innerText()).toContain('来绥芬河开店。')
  })

  it('find a case for a reviewer by a name in another script, and offer a decider a report to download', async () => {
    const reviewer = await browser.person()
    await signInAs({ page: reviewer, url: site.url, locale: 'zh' }, 'reviewer')
    await reviewer.goto(at('/search?q=Сарсенов'))
    await expectAccessible(reviewer)
    expect(await reviewer.locator('main').innerText()).toMatch(/SS-\d{4}-\d{6}/)

    const decider = await browser.person({ viewport: phone })
    await signInAs({ page: decider, url: site.url, locale: 'zh' }, 'decider')
    await decider.goto(at('/reports'))
    const [taken] = await Promise.all([
      decider.waitForEvent('download'),
      decider.locator('main a[href*="xlsx"]').first().click(),
    ])
    expect(taken.suggestedFilename()).toMatch(/\.xlsx$/)
  })
})

describe('the table of units', () => {
  const { signedIn, visit, leave } = useOpenSite()

  it.each(locales)('fits a window of 1280 pixels with its usual columns, however full they are: %s', async locale => {
    const full = {
      status: 'available' as const,
      areaUsableSqM: 1234.56,
      allowedUses: ['ecommerce' as const, 'catering' as const, 'retail' as const],
    }
    const days = { publishAt: new Date('2027-01-12T02:00:00Z'), expiresAt: new Date('2027-11-25T15:59:00Z') }
    const title = { ru: 'Торговое помещение с отдельным входом и высоким потолком', en: 'A shop', zh: '临街商铺' }
    await aPremises({ ...full, ...days, title, managementFeePerSqMMonthFen: 99_999 })
    await aPremises({ status: 'held', expiresAt: days.expiresAt, title })
    const page = await signedIn(await aColleague('listing_manager'), { viewport: { width: 1280, height: 900 } })
    await visit(page, `/${locale}/staff/premises`)
    expect(await overflow(page)).toBe(0)
    await leave(page)
  })
})

const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** Returns cells of visible tables that are as narrow as a letter or two, and those without a label. */
const unreadableCells = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('main table:not(.keys-table, .people, [data-test=entries]) :is(tbody, tfoot) :is(th, td)')]
    .filter(({ innerText, tagName, className, dataset, offsetWidth, offsetParent }) => {
      if (!offsetParent || innerText.trim() === '') return false
      const narrow = offsetWidth < 56 && innerText.trim().length > 5
      return narrow || (tagName === 'TD' && !dataset.label && !className.includes('__text'))
    })
    .map(({ innerText }) => innerText)`)
