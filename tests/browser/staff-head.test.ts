import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '#tests/factories/account.ts'
import { desktop, expectAccessible } from './support/browser.ts'
import { useOpenSite } from './support/open-site.ts'
import { staffRoles } from '#web/locals.ts'

/** Height of the head of a staff page: the search, and the sections in one row. */
const tallestHead = 109

describe('the header of the staff pages at 1280 px', () => {
  const { signedIn, visit, leave } = useOpenSite()

  it.each(locales)('has at most two rows for every role (%s)', async locale => {
    for (const role of staffRoles) {
      const page = await signedIn(await aColleague(role, { name: 'Александра Константинопольская' }), {
        viewport: desktop,
      })
      for (const path of ['', '/calendar', '/tenancies']) {
        await visit(page, `/${locale}/staff${path}`)
        const bar = await page.locator('.staff-bar').boundingBox()
        expect((bar?.y ?? Infinity) + (bar?.height ?? 0), `${role} at ${path}`).toBeLessThanOrEqual(tallestHead)
      }
      await visit(page, `/${locale}/staff/calendar`)
      await expectAccessible(page)
      await leave(page)
    }
  })

  it.each(locales)('lists the other sections one below the other, within the window (%s)', async locale => {
    const page = await signedIn(await aColleague('administrator'), { viewport: desktop })
    await visit(page, `/${locale}/staff`)
    await page.locator('.staff-more > summary').click()
    const items = await page.locator('.staff-more li').all()
    expect(items.length).toBeGreaterThan(5)
    let below = 0
    for (const item of items) {
      const box = await item.boundingBox()
      expect(box!.x + box!.width).toBeLessThanOrEqual(desktop.width)
      expect(box!.y).toBeGreaterThanOrEqual(below)
      below = box!.y + box!.height
    }
    await leave(page)
  })
})

describe('the bar below the header on a small phone', () => {
  const { signedIn, visit, leave } = useOpenSite()

  it.each(locales)('fits the history and the help into the window, folded and unfolded (%s)', async locale => {
    const page = await signedIn(await aColleague('administrator'), { viewport: { width: 320, height: 900 } })
    await visit(page, `/${locale}/staff/settings`)
    expect(await page.locator('.staff-bar__history').isVisible()).toBe(true)

    const right = (): Promise<number> => page.evaluate('document.documentElement.scrollWidth')
    expect(await right()).toBeLessThanOrEqual(320)
    await page.locator('.page-help > summary').click()
    expect(await right()).toBeLessThanOrEqual(320)
    const text = await page.locator('.page-help__text').boundingBox()
    expect(text!.width).toBeGreaterThan(250)
    await leave(page)
  })
})

describe('the header of the public pages at 1280 px', () => {
  const { signedIn, visit, leave } = useOpenSite()

  it.each(locales)('shows the whole name of the signed-in person (%s)', async locale => {
    for (const name of ['Марина Вершинина', '王小明']) {
      const page = await signedIn(await anApplicant({ name }), { viewport: desktop })
      await visit(page, `/${locale}/premises`)
      const cut = await page.evaluate(`(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
        [scrollWidth - clientWidth, scrollHeight - clientHeight])(document.querySelector('.menu__name'))`)
      expect(cut, name).toEqual([0, 0])
      expect((await page.locator('.site-header').boundingBox())!.height, name).toBeLessThan(70)
      await leave(page)
    }
  })

  it.each(locales)('shows the first word of a name that is too long (%s)', async locale => {
    const name = 'Александра Константинопольская-Вознесенская'
    const page = await signedIn(await anApplicant({ name }), { viewport: desktop })
    await visit(page, `/${locale}/premises`)
    const lines = await page.evaluate(`(() => {
      const box = document.querySelector('.menu__name')
      const word = document.createRange()
      word.setStart(box.firstChild, 0)
      word.setEnd(box.firstChild, ${name.indexOf(' ')})
      const rects = [...word.getClientRects()]
      return { lines: rects.length, fits: rects[0].right <= box.getBoundingClientRect().right }
    })()`)
    expect(lines).toEqual({ lines: 1, fits: true })
    expect((await page.locator('.site-header').boundingBox())!.height).toBeLessThan(70)
    await leave(page)
  })
})
