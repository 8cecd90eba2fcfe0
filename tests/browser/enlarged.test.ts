import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aColleague } from '#tests/factories/account.ts'
import { aPremises } from '#tests/factories/premises.ts'
import { expectAccessible, phone } from './support/browser.ts'
import { everywhere, useOpenSite } from './support/open-site.ts'

/**
 * Links and controls under 44 px, the size of WCAG 2.5.5. As in WCAG, links in a sentence are left out, and what is drawn to
 * scale (the street, beside which the same links are in a list).
 */
const smallTargets = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(target => {
  const shown = target.checkVisibility({ visibilityProperty: true }) && !target.closest('svg, .skip-link, .visually-hidden')
  if (!shown) return false
  const inSentence = target.localName === 'a' && getComputedStyle(target).display === 'inline' &&
    [...target.parentNode.childNodes].some(node => node.nodeType === 3 && node.data.trim())
  if (inSentence) return false
  const { width, height } = (target.closest('label') ?? target).getBoundingClientRect()
  return width > 1 && (Math.round(width) < 44 || Math.round(height) < 44)
}).map(target => {
  const { width, height } = target.getBoundingClientRect()
  return target.outerHTML.slice(0, 120) + ' ' + Math.round(width) + ' × ' + Math.round(height)
})`

describe('the enlarged display', () => {
  const { visitor, signedIn, visit, leave } = useOpenSite()
  const enlarge = async (page: Page, locale: string) => {
    await visit(page, `/${locale}/accessibility`)
    await page.click('[data-test=display] a')
    await page.locator('[data-test=display] a[href*="to=standard"]').waitFor()
    // Waits for the style sheets, too, without which letters have their usual size.
    await page.waitForLoadState()
  }

  it.each(everywhere)(
    'has large letters and targets on every kind of page ($locale, $size)',
    async ({ locale, viewport }) => {
      const { code } = await aPremises()
      const page = await visitor({ viewport })
      const small: Record<string, string[]> = {}
      await enlarge(page, locale)
      const letters = await page.evaluate<number>('parseFloat(getComputedStyle(document.body).fontSize)')
      expect(letters).toBe(viewport === phone ? 20 : 24)
      for (const path of [
        ...[
          '',
          '/premises',
          '/premises?view=table',
          `/premises/${code}`,
          '/plan',
          '/street',
          '/finder',
          '/incentives',
          '/calculator',
        ],
        ...['/contact', '/answers', '/how-it-works', '/sign-in', '/sign-up', '/saved', '/privacy', '/accessibility'],
      ]) {
        await visit(page, `/${locale}${path}`)
        await expectAccessible(page)
        small[path] = await page.evaluate<string[]>(smallTargets)
      }
      expect(Object.entries(small).filter(([, targets]) => targets.length > 0)).toEqual([])
      await leave(page)
    },
  )

  it.each([320, 390, 1280])('cuts off nothing of a card in a window of %i px', async width => {
    const title = { ru: 'Демонстрационный зал с высоким потолком', en: 'Hall', zh: '展厅' }
    await aPremises({ title, areaUsableSqM: 156.98, frontageM: 17.6 })
    const page = await visitor({ viewport: { width, height: 900 } })
    await enlarge(page, 'ru')
    await visit(page, '/ru/premises')
    const cut = await page.evaluate(
      `[...document.querySelectorAll('.pc')].map(card => Math.max(0, card.scrollWidth - card.clientWidth))`,
    )
    expect(cut).toEqual([0])
    await leave(page)
  })

  it.each([320, 390])('shows the cost of a unit without sideways scrolling in a window of %i px', async width => {
    const { code } = await aPremises({ areaUsableSqM: 156.98 })
    const page = await visitor({ viewport: { width, height: 900 } })
    await enlarge(page, 'ru')
    await visit(page, `/ru/premises/${code}`)
    const cut = await page.evaluate(
      `[document.documentElement, document.querySelector('.cost-table').parentElement].map(it => it.scrollWidth - it.clientWidth)`,
    )
    expect(cut).toEqual([0, 0])
    await leave(page)
  })

  it('also applies to the staff pages, and is switched off by one link', async () => {
    const page = await signedIn(await aColleague('reviewer'), { viewport: phone })
    await enlarge(page, 'ru')
    await visit(page, '/ru/staff')
    await expectAccessible(page)
    expect(await page.evaluate<string[]>(smallTargets)).toEqual([])
    await page.click('.menu__button >> visible=true')
    await page.click('[data-menu] a[href*="display?to=standard"]')
    await page.waitForURL('**/ru/staff')
    expect(await page.evaluate('parseFloat(getComputedStyle(document.body).fontSize)')).toBe(16)
    await leave(page)
  })
})
