import { describe, expect, it } from 'vitest'
import { ApplicationModel, applicationStates } from '#models/cases/application.ts'
import { aColleague } from '#tests/factories/account.ts'
import { desktop, expectAccessible, phone } from './support/browser.ts'
import { fullCase } from './support/full-case.ts'
import { useOpenSite } from './support/open-site.ts'
import { press } from './support/people.ts'

/** Greatest height of the page in pixels. */
const tallest = 3000
const states = applicationStates.filter(one => one !== 'draft')
const heightOf = 'document.documentElement.scrollHeight'
/** Pixels by which each row with scores is higher than its highest content, or than its minimum height. */
const excessOfRows = `[...document.querySelectorAll('summary.assessment__who')].map(row => {
  const heights = [...row.children].map(part => part.getBoundingClientRect().height)
  const least = parseFloat(getComputedStyle(row).minHeight) || 0
  return Math.max(0, Math.round(row.clientHeight - Math.max(least, ...heights)))
})`
/** Parts of the objections that a box around them cuts off. */
const clippedParts = `[...document.querySelectorAll('#objections .own-words, #objections .notice')]
  .filter(part => part.checkVisibility())
  .filter(part => {
    const { top, bottom } = part.getBoundingClientRect()
    for (let box = part.parentElement; box && box !== document.body; box = box.parentElement) {
      const { overflowY } = getComputedStyle(box)
      const edge = box.getBoundingClientRect()
      if (overflowY !== 'visible' && (top < edge.top - 1 || bottom > edge.bottom + 1)) return true
    }
    return false
  })
  .map(part => part.textContent.slice(0, 40))`
const heightsOfLinks = `[...document.querySelectorAll('.translated__links a')].map(link => link.getBoundingClientRect().height)`

describe('the page of a case with a year of documents, messages and scores', () => {
  const { site, signedIn, visit, leave } = useOpenSite()

  it.each(['reviewer', 'decider', 'administrator'] as const)(
    'is no taller than three screens in any state, for a %s',
    async role => {
      const { id, bringTo } = await fullCase(site)
      const page = await signedIn(await aColleague(role), { viewport: desktop })
      const heights: Record<string, number> = {}
      for (const state of states) {
        await bringTo(state)
        await visit(page, `/ru/staff/applications/${id}`)
        heights[state] = await page.evaluate<number>(heightOf)
      }
      expect(Object.entries(heights).filter(([, height]) => height > tallest)).toEqual([])
      await leave(page)
    },
  )

  it.each(states)('has no accessibility failure found by axe in %s', async state => {
    const { id, bringTo } = await fullCase(site)
    const page = await signedIn(await aColleague('decider'), { viewport: desktop })
    await bringTo(state)
    await visit(page, `/ru/staff/applications/${id}`)
    await expectAccessible(page)
    await leave(page)
  })

  it.each(['ru', 'zh'])('has one column on a phone (%s)', async locale => {
    const { id, bringTo } = await fullCase(site)
    const page = await signedIn(await aColleague('decider'), { viewport: phone })
    for (const state of ['decision', 'public_notice', 'accepted'] as const) {
      await bringTo(state)
      await visit(page, `/${locale}/staff/applications/${id}`)
      await expectAccessible(page)
      // The marker that unfolds scores is at the end of its row, not below it.
      expect(await page.evaluate<number[]>(excessOfRows)).toEqual([0, 0, 0])
      // On the narrowest phones one is below the other.
      expect(Math.min(...(await page.evaluate<number[]>(heightsOfLinks)))).toBeGreaterThanOrEqual(24)
    }
    await leave(page)
  })

  it.each([phone, desktop])(
    'shows an upheld objection in full, wherever it stands among the others: %o',
    async viewport => {
      const { id, bringTo } = await fullCase(site)
      await bringTo('public_notice')
      const [, , last = ''] = (await ApplicationModel.findById(id).lean())!.objections ?? []
      const by = { id: 'f'.repeat(24), name: '王伟' }
      const answer = { objection: last, outcome: 'upheld', text: 'Возражение верно. '.repeat(40), at: new Date(), by }
      await ApplicationModel.updateOne({ _id: id }, { $set: { objectionAnswers: [answer] } })
      const page = await signedIn(await aColleague('decider'), { viewport })
      await visit(page, `/ru/staff/applications/${id}`)
      expect(await page.locator('[data-test=objection-answer]').isVisible()).toBe(true)
      expect(await page.evaluate(clippedParts)).toEqual([])
      await leave(page)
    },
  )

  it('keeps the current decision above the answers and documents, without covering them', async () => {
    const { id, bringTo } = await fullCase(site)
    const page = await signedIn(await aColleague('decider'), { viewport: desktop })
    await bringTo('decision')
    await visit(page, `/ru/staff/applications/${id}`)
    await page.evaluate(`document.querySelector('.case-split').scrollIntoView()`)
    const now = page.locator('.case-deciding__now')
    const papers = page.locator('.case-split')
    const above = (await now.boundingBox())!
    const below = (await papers.boundingBox())!
    expect(above.y + above.height).toBeLessThanOrEqual(below.y)
    await leave(page)
  })

  it('keeps each control of the current decision visible when reached by Tab in a low window', async () => {
    const { id, bringTo } = await fullCase(site)
    const height = 480
    const page = await signedIn(await aColleague('decider'), { viewport: { width: 1280, height } })
    await bringTo('decision')
    await visit(page, `/en/staff/applications/${id}`)
    await page.locator('.case-deciding__now :is(a, button, input, select, textarea, summary):visible').first().focus()
    const focused = page.locator('.case-deciding__now :focus')
    const outOfSight: string[] = []
    let passed = 0
    while ((await focused.count()) > 0) {
      const { y, height: high } = (await focused.boundingBox()) ?? { y: -1, height: 0 }
      // A page is scrolled by whole pixels; boxes begin between two.
      if (y < -1 || y + Math.min(high, height) > height + 1) outOfSight.push(await focused.innerHTML())
      passed += 1
      await page.keyboard.press('Tab')
    }
    expect(passed).toBeGreaterThan(5)
    expect(outOfSight).toEqual([])
    await leave(page)
  })

  it('has a drawer of messages that an address opens and Escape closes', async () => {
    const { id, bringTo } = await fullCase(site)
    await bringTo('review')
    const page = await signedIn(await aColleague('reviewer'), { viewport: desktop })
    await visit(page, `/en/staff/applications/${id}`)
    const drawer = page.locator('#messages')
    const opener = page.locator('[data-drawer] > summary')
    expect(await drawer.isVisible()).toBe(false)
    await opener.focus()
    await page.keyboard.press('Enter')
    await drawer.waitFor()
    const { y, height } = (await drawer.boundingBox())!
    expect(y + height).toBe(desktop.height)
    await expectAccessible(page)
    // Tab leads from the line that opened it into the drawer, and Escape leads back.
    await page.keyboard.press('Tab')
    expect(await page.locator('#messages :focus').count()).toBe(1)
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    expect(await page.locator('[data-drawer] > summary:focus').count()).toBe(1)

    await visit(page, `/en/staff/applications/${id}#messages`)
    await drawer.waitFor()
    // A focus under the drawer stays there when it closes.
    await page.locator('.languages__display').focus()
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    expect(await page.locator('.languages__display:focus').count()).toBe(1)
    await opener.click()
    await page.fill('#messages textarea', 'Welcome.')
    await page.fill('#messages-translation-publicMessage', 'Добро пожаловать.')
    await press(page, '#messages .case-panel-form [type=submit]')
    await page.waitForURL('**#messages')
    await drawer.waitFor()
    expect(await drawer.textContent()).toContain('Welcome.')
    await leave(page)
  })
})
