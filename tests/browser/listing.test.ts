import { describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { translatorFor } from '#shared/texts/i18n.ts'
import { expectAccessible, useBrowser } from './support/browser.ts'
import { press, signInAs } from './support/people.ts'
import { useRunningSite } from './support/running-site.ts'

const facts = {
  'title.ru': 'Лавка у ворот',
  'title.en': 'Shop by the gate',
  'title.zh': '门边店铺',
  areaGrossSqM: '72',
  areaUsableSqM: '64,5',
  ceilingHeightM: '3.6',
  frontageM: '8,4',
  electricityKw: '10',
  marketRentPerSqMMonth: '91,30',
  managementFeePerSqMMonth: '15.5',
  heatingFeePerSqMSeason: '44.7',
  deposit: '3 000',
  'position.offsetM': '10',
  'position.widthM': '8.4',
}
const choices = { layout: 'open', condition: 'basic', mainUse: 'retail', heating: 'central', 'position.row': 'north' }

describe('the listing manager', () => {
  const site = useRunningSite()
  const browser = useBrowser()

  it.each([
    ['zh', '81'],
    ['ru', '82'],
    ['en', '83'],
  ] as const)(
    'publishes a unit with a photo, in %s',
    async (locale, unit) => {
      const page = await browser.person()
      await signInAs({ page, url: site.url, locale }, 'listing_manager')
      await page.goto(`${site.url}/${locale}/staff/premises`)
      await expectAccessible(page)
      await page.goto(`${site.url}/${locale}/staff/premises/new`)
      await expectAccessible(page)

      await page.selectOption('[name=building]', { index: 1 })
      for (const [name, value] of Object.entries(facts)) await page.fill(`[name="${name}"]`, value)
      await page.fill('[name=unit]', unit)
      for (const [name, value] of Object.entries(choices)) await page.selectOption(`[name="${name}"]`, value)
      await page.check('[name=allowedUses][value=retail]')
      await press(page, '.save-bar [type=submit]')
      expect(await page.locator('[data-test=error-summary] a').allTextContents()).toEqual([])
      await page.waitForURL(/\/staff\/premises\/SFH-.*\/place/)
      const code = page.url().split('/').at(-2) ?? ''
      expect(await page.locator('[data-place-plan] .here').count()).toBe(1)
      await expectAccessible(page)
      await page.goto(`${site.url}/${locale}/staff/premises/${code}`)

      const photo = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#b5432d' } })
        .jpeg()
        .toBuffer()
      await page.setInputFiles('#photos-input', { name: 'фасад.jpg', mimeType: 'image/jpeg', buffer: photo })
      await page.click('form:has(#photos-input) [type=submit]')
      await page.locator('[data-test=photo]').waitFor()
      await expectAccessible(page)
      for (const description of await page.locator('[data-test=photo] input[lang]').all())
        await description.fill('门面')
      await page.click('#photo-texts [type=submit]')
      const saved = translatorFor(locale)('listing.photos.saved')
      await page.locator('[data-photo-state]', { hasText: saved }).waitFor()
      await press(page, '#moves [name=move][value=publish]')

      await page.goto(`${site.url}/${locale}/premises/${code}`)
      await expectAccessible(page)
      const width = () => page.evaluate<number>("document.querySelector('picture img')?.naturalWidth ?? 0")
      await expect.poll(width, { timeout: 10_000 }).toBeGreaterThan(100)
      await browser.leave(page)
    },
    120_000,
  )
})
