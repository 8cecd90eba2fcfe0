import { describe, expect, it } from 'vitest'
import { glossaryGroups } from '#server/locales/glossary/index.ts'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { useSharedSite } from './support/running-site.ts'

describe('the glossary', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  it.each([
    ['ru', phone],
    ['en', phone],
    ['zh', desktop],
  ] as const)('is linked in the footer and leads to a word, in %s', async (locale, viewport) => {
    const page = await browser.person({ viewport })
    await page.goto(`${site.url}/${locale}/guides`)
    await page.locator(`footer a[href="/${locale}/glossary"]`).click()
    await page.waitForURL(`${site.url}/${locale}/glossary`)
    await expectAccessible(page)
    await page.locator(`[data-test=groups] a[href="#group-${glossaryGroups[2]}"]`).click()
    await expect.poll(() => page.locator('#offer').isVisible()).toBe(true)
    await page.goto(`${site.url}/${locale}/glossary#offer`)
    const word = await page.locator('#offer dt').first().boundingBox()
    expect(word?.y).toBeLessThan(viewport.height)
    await browser.leave(page)
  })
})
