import { describe, expect, it } from 'vitest'
import type { Locale } from '#shared/texts/i18n.ts'
import { expectAccessible, phone, useBrowser } from './support/browser.ts'
import { press } from './support/people.ts'
import { useSharedSite } from './support/running-site.ts'

const words: Record<Locale, { name: string; password: string }> = {
  ru: { name: 'Анна Петрова', password: 'тёплый снег на куполах' },
  en: { name: 'Anna Petrova', password: 'warm snow on the domes' },
  zh: { name: '安娜·彼得罗娃', password: '冬天的口岸很安静呢' },
}
const locales = Object.keys(words) as Locale[]

describe('an applicant signs up, confirms the address, signs in and changes the account', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  it.each(locales)(
    'in %s, with the password shown on request',
    async locale => {
      const { name, password } = words[locale]
      const email = `anna-${locale}@example.com`
      const page = await browser.person({ viewport: phone })

      await page.goto(`${site.url}/${locale}/sign-up`)
      await expectAccessible(page)
      await page.fill('#name', name)
      await page.fill('#email', email)
      await page.fill('#password', '12345678')
      await press(page, 'main form [type=submit]')
      await expectAccessible(page)
      expect(await page.inputValue('#name')).toBe(name)
      expect(await page.evaluate('document.activeElement.matches("[data-error-summary]")')).toBe(true)

      await page.click('[data-show-password=password]')
      await page.fill('#password', password)
      expect(await page.getAttribute('#password', 'type')).toBe('text')
      await press(page, 'main form [type=submit]')
      await page.waitForURL(`**/${locale}/sign-up/sent`)
      await expectAccessible(page)

      const mail = await site.mailTo(email, /\/verify\//)
      await page.goto(/https?:\S+\/verify\/\S+/.exec(mail.text)?.[0] ?? '')
      await expectAccessible(page)
      await press(page, 'main form [type=submit]')
      await page.waitForURL(`**/${locale}/sign-in?after=verified`)
      await expectAccessible(page)

      await page.fill('#email', email)
      await page.fill('#password', password)
      await press(page, 'main form [type=submit]')
      await page.waitForURL(`**/${locale}/applications`)
      await page.goto(`${site.url}/${locale}/account`)
      await expectAccessible(page)
      expect(await page.locator('[data-test=unverified]').count()).toBe(0)
      await browser.leave(page)
    },
    60_000,
  )

  it('without JavaScript', async () => {
    const page = await browser.person({ javaScript: false })
    await page.goto(`${site.url}/en/sign-in?next=/en/account`)
    expect(await page.locator('[data-show-password]').isVisible()).toBe(false)
    await page.fill('#email', 'applicant@demo.startup-street.example')
    await page.fill('#password', 'snow-on-the-cupolas')
    await press(page, 'main form [type=submit]')
    await page.waitForURL('**/en/account')
    await page.selectOption('#locale', 'zh')
    await press(page, 'main form[action="/en/account"] [type=submit]')
    await page.waitForURL('**/zh/account')
    expect(await page.locator('html').getAttribute('lang')).toBe('zh')
    await page.click('.languages [lang=ru]')
    await page.waitForURL('**/ru/account')
    await browser.leave(page)
  }, 30_000)
})
