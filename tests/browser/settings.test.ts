import { expect, it } from 'vitest'
import { expectAccessible, phone, useBrowser } from './support/browser.ts'
import { press, signInAs } from './support/people.ts'
import { useSharedSite } from './support/running-site.ts'

const site = useSharedSite()
const browser = useBrowser()

it('the page of settings filters while one types, and saves input in hidden settings too', async () => {
  const page = await browser.person()
  await signInAs({ page, url: site.url, locale: 'en' }, 'administrator')
  await page.goto(`${site.url}/en/staff/settings`)
  await expectAccessible(page)
  const shown = () => page.locator('[data-setting]:visible').count()
  await page.check('#changed')
  await expect.poll(shown).toBeLessThan(10)
  const ofTheDemonstration = await shown()
  await page.uncheck('#changed')
  await page.fill('[name=offerDays]', '21')
  await page.fill('#q', 'untouched DRAFT')
  await expect.poll(shown).toBe(1)
  expect(await page.locator('[data-settings-group]:visible').count()).toBe(1)
  await page.fill('[name=draftDays]', '60')
  await press(page, '.settings-form .actions [type=submit]')
  expect(await page.inputValue('[name=offerDays]')).toBe('21')
  expect(await page.inputValue('[name=draftDays]')).toBe('60')
  await page.check('#changed')
  await expect.poll(shown).toBe(ofTheDemonstration + 2)
  await page.setViewportSize(phone)
  await expectAccessible(page)
  await browser.leave(page)
})
