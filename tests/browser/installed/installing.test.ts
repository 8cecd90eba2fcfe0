import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { phone, useBrowser } from '../support/browser.ts'
import { useSharedSite } from '../support/running-site.ts'

describe('the site', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  it.each(locales)('is installable according to Chromium, in %s', async locale => {
    const page = await browser.person({ viewport: phone })
    await page.goto(`${site.url}/${locale}`)
    const chromium = await page.context().newCDPSession(page)
    const { url, errors, data } = await chromium.send('Page.getAppManifest')
    expect(errors).toEqual([])
    expect(url).toBe(`${site.url}/${locale}/manifest.webmanifest`)
    expect(JSON.parse(data ?? '{}')).toMatchObject({ lang: locale })
    const { installabilityErrors } = await chromium.send('Page.getInstallabilityErrors')
    expect(installabilityErrors).toEqual([])
    await chromium.detach()
    await browser.leave(page)
  })
})
