import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { anApplicant } from '../factories/account.ts'
import { aDraft } from '../factories/applications.ts'
import { expectAccessible, phone } from './support/browser.ts'
import { idOf } from './support/cases.ts'
import { everywhere, useOpenSite } from './support/open-site.ts'

type Seen = { top: number; width: number; height: number }
const cards = (page: Page, name: string) =>
  page.evaluate<Seen[]>(
    `[...document.querySelectorAll('label.choice-card:has([name=${name}])')].map(card => {
      const { top, width, height } = card.getBoundingClientRect()
      return { top: Math.round(top), width, height }
    })`,
  )
const inRow = (seen: Seen[]) => seen.filter(({ top }) => top === seen[0]?.top).length
const card = (name: string, value: string) => `label.choice-card:has([name=${name}][value=${value}])`

describe('choices by picture', () => {
  const { visitor, signedIn, visit, leave } = useOpenSite()

  async function withDraft(viewport: typeof phone) {
    const account = await anApplicant()
    const id = idOf(await aDraft({ applicant: account._id, answers: {} }))
    return { id, page: await signedIn(account, { viewport }) }
  }

  it.each(everywhere)(
    'are arranged in rows of two, or of three and four, with large enough targets ($locale, $size)',
    async screen => {
      const { id, page } = await withDraft(screen.viewport)
      const [three, four] = screen.viewport === phone ? [2, 2] : [3, 4]
      for (const [path, name, most] of [
        [`/applications/${id}/choice`, 'waterNeeded', 2],
        [`/applications/${id}/company`, 'vehicle', three],
        [`/applications/${id}/plan`, 'useClass', four],
        ['/finder', 'use', three],
      ] as const) {
        await visit(page, `/${screen.locale}${path}`)
        await expectAccessible(page)
        const seen = await cards(page, name)
        expect(inRow(seen), name).toBe(most)
        for (const { width, height } of seen) expect(Math.min(width, height), name).toBeGreaterThanOrEqual(44)
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), name).toBe(0)
      }
      await leave(page)
    },
  )

  it('break no word of a card on a narrow phone, even beside the border of an error', async () => {
    const { id, page } = await withDraft({ width: 360, height: 800 })
    await visit(page, `/ru/applications/${id}/company`)
    await page.locator('main form[method=post] [type=submit]').last().click()
    await page.locator('[data-test=error-summary]').waitFor()
    // The words are there before the style sheets are.
    await page.waitForLoadState()
    const broken =
      await page.evaluate(`[...document.querySelectorAll('.choice-card__words')].flatMap(({ firstChild }) =>
      [...firstChild.data.matchAll(/\\p{L}+/gu)].filter(({ index, 0: word }) => {
        const range = document.createRange()
        range.setStart(firstChild, index)
        range.setEnd(firstChild, index + word.length)
        return range.getBoundingClientRect().height > 30
      }).map(([word]) => word))`)
    expect(broken).toEqual([])
    await leave(page)
  })

  it('are chosen with the arrow keys, as radio buttons are, and with a press anywhere on the card', async () => {
    const { id, page } = await withDraft(phone)
    await visit(page, `/en/applications/${id}/plan`)
    const chosen = () => page.locator('[name=useClass]:checked').getAttribute('value')
    await page.focus('[name=useClass]')
    await page.keyboard.press('Space')
    expect(await chosen()).toBe('retail')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    expect(await chosen()).toBe('services')
    const [edge, around] = await page.evaluate<string[]>(
      `(of => [of.outlineStyle, of.outlineWidth])(getComputedStyle(document.querySelector('${card('useClass', 'services')}')))`,
    )
    expect([edge, around]).toEqual(['solid', '3px'])
    await page.click(`${card('useClass', 'warehouse')} svg`)
    expect(await chosen()).toBe('warehouse')
    expect(await page.getByRole('radio', { name: /^Warehouse/ }).isChecked()).toBe(true)
    await leave(page)
  })

  it('keep their border and mark in forced colours', async () => {
    const page = await visitor({ viewport: phone })
    await visit(page, '/ru/finder?use=catering')
    await page.click('.finder__change > summary')
    await page.emulateMedia({ forcedColors: 'active' })
    const looks = (value: string) =>
      page.evaluate<Record<string, string>>(`(() => {
        const card = document.querySelector('${card('use', value)}')
        const of = getComputedStyle(card)
        return {
          edge: of.borderTopStyle + ' ' + of.borderTopWidth,
          colour: of.borderTopColor,
          mark: getComputedStyle(card.querySelector('input')).appearance,
          drawn: String(getComputedStyle(card.querySelector('svg')).stroke !== of.backgroundColor),
        }
      })()`)
    const chosen = await looks('catering')
    const other = await looks('retail')
    expect(chosen).toMatchObject({ edge: 'solid 4px', mark: 'auto', drawn: 'true' })
    expect(other).toMatchObject({ edge: 'solid 2px', mark: 'auto', drawn: 'true' })
    expect(chosen.colour).not.toBe(other.colour)
    await page.emulateMedia({ forcedColors: null })
    await leave(page)
  })
})
