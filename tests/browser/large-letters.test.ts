import { describe, expect, it } from 'vitest'
import { aColleague } from '#tests/factories/account.ts'
import { aPremises } from '#tests/factories/premises.ts'
import { locales } from '#shared/texts/i18n.ts'
import { expectAccessible } from './support/browser.ts'
import { useOpenSite } from './support/open-site.ts'

/** With letters twice as large, these have room for as many as 640 and 360 px. */
const widths = [1280, 720]

describe('a browser with letters set twice as large', () => {
  const { visitor, signedIn, visit, leave } = useOpenSite()

  it.each(locales)('shows every kind of page without sideways scrolling, in %s', async locale => {
    const { code } = await aPremises()
    const page = await visitor({ viewport: { width: 1280, height: 900 }, largeLetters: true })
    await visit(page, `/${locale}`)
    expect(await page.evaluate('getComputedStyle(document.body).fontSize')).toBe('32px')
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      for (const path of [
        '',
        '/premises',
        `/premises/${code}`,
        '/plan',
        '/finder',
        '/calculator',
        '/contact',
        '/sign-up',
      ]) {
        await visit(page, `/${locale}${path}`)
        await expectAccessible(page)
      }
    }
    await leave(page)

    const officer = await signedIn(await aColleague('administrator'), {
      viewport: { width: 1280, height: 900 },
      largeLetters: true,
    })
    for (const width of widths) {
      await officer.setViewportSize({ width, height: 900 })
      for (const path of ['', '/premises', '/applications', '/calendar', '/settings']) {
        await visit(officer, `/${locale}/staff${path}`)
        await expectAccessible(officer)
      }
    }
    await leave(officer)
  })
})
