import type { Result } from 'axe-core'
import type { Frame } from 'playwright-core'
import { ask, checkerSource } from './checker-scripts.ts'
import { newAmong, readLooks, rememberLooks, type Looks } from './looks.ts'

export const axe = checkerSource('axe-core/axe.min.js')
/** Failures are shown as HTML: a path to each element takes a fifth of the time. */
const asked = { iframes: false, resultTypes: ['violations'], selectors: false }
/** Rules that judge how an element looks and what it lies on or beside. They take three quarters of axe's time. */
export const rulesOfLooks = ['color-contrast', 'link-in-text-block', 'target-size']
const rulesOfAA = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }

/**
 * Lets the rules of looks pass over all that is not in one of the elements of `newLooks`. Through axe's own list, because its
 * options limit all rules of a run or none.
 */
const onlyNewLooks = `for (const rule of axe._audit.rules.filter(({ id }) => ${JSON.stringify(rulesOfLooks)}.includes(id))) {
  const { matches } = rule
  const isNew = node => node !== null && (newLooks.has(node) || isNew(node.parentElement))
  rule.matches = (node, ...others) => isNew(node) && matches.call(rule, node, ...others)
}`

/** Always the same script: V8 keeps what it has compiled of it for the next page, and loads axe in 5 ms instead of 30. */
const loadAndLook = `if (!globalThis.axe) {
  ${axe}
  ${onlyNewLooks}
}
JSON.stringify(${readLooks})`

/** Returns what axe finds in a frame against WCAG 2.2 A and AA, of any impact. Frames within it are checked separately. */
export async function violationsIn(frame: Frame): Promise<Result[]> {
  const news = newAmong(await ask<Looks>(frame, loadAndLook))
  const rules = Object.fromEntries(rulesOfLooks.map(rule => [rule, { enabled: news.size > 0 }]))
  const violations = await ask<Result[]>(
    frame,
    `globalThis.newLooks = new Set(${JSON.stringify([...new Set(news.values())])}.map(at => elementsLookedAt[at]))
    axe.run(${JSON.stringify({ ...asked, runOnly: rulesOfAA, rules })}).then(({ violations }) => JSON.stringify(violations))`,
  )
  if (!violations.some(({ id }) => rulesOfLooks.includes(id))) rememberLooks(news.keys())
  return violations
}
