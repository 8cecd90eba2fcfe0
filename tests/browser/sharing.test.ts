import { describe, expect, it } from 'vitest'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { useSharedSite } from './support/running-site.ts'

const codes = ['SFH-A-0107', 'SFH-B-0101', 'SFH-A-0709']
const locales = ['ru', 'en', 'zh'] as const

describe('the page for sharing a unit', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  it.each([desktop, phone])('is accessible in three languages at %o', async viewport => {
    const page = await browser.person({ viewport })
    for (const locale of locales) {
      await page.goto(`${site.url}/${locale}/premises/${codes[0]}/share`)
      await expectAccessible(page)
    }
    await browser.leave(page)
  })

  it('prints all facts on one A4 page', async () => {
    const page = await browser.person()
    const pages: Record<string, number> = {}
    for (const path of locales.flatMap(locale => codes.map(code => `/${locale}/premises/${code}/share`))) {
      await page.goto(site.url + path)
      const pdf = await page.pdf({ preferCSSPageSize: true })
      pages[path] = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
    }
    expect(Object.values(pages)).toHaveLength(9)
    expect(Object.entries(pages).filter(([, count]) => count !== 1)).toEqual([])
    await browser.leave(page)
  })

  it('copies the address, and shows it to be copied by hand without scripts', async () => {
    const page = await browser.person()
    await page.context().grantPermissions(['clipboard-write'])
    await page.goto(`${site.url}/ru/premises/${codes[0]}`)
    await page.click('a[href$="/share"]')
    await page.click('[data-copy]')
    await page.getByText('Ссылка скопирована.').waitFor()
    const address = await page.inputValue('[data-test=address]')
    await page.goto(`${site.url}/ru/premises`)
    await page.focus('#q')
    await page.keyboard.press('Control+V')
    expect(await page.inputValue('#q')).toBe(address)
    await page.context().close()

    const without = await browser.person({ javaScript: false })
    await without.goto(`${site.url}/ru/premises/${codes[0]}/share`)
    expect(await without.isVisible('[data-copy]')).toBe(false)
    expect(await without.inputValue('[data-test=address]')).toBe(address)
    await without.context().close()
  })
})
