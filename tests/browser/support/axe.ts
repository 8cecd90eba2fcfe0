import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Result } from 'axe-core'
import type { CDPSession, Frame, Page } from 'playwright-core'
import { newAmong, readLooks, rememberLooks, type Looks } from './looks.ts'

/**
 * Returns the source of a checker in ASCII, because V8 would otherwise keep half a megabyte in two bytes a letter: it takes a
 * quarter less time.
 */
export const checkerSource = (file: string): string =>
  readFileSync(createRequire(import.meta.url).resolve(file), 'utf8').replace(
    /[^\0-\x7f]/g,
    letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
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

const sessions = new WeakMap<Page, Promise<CDPSession>>()

/**
 * Evaluates a script in a frame that ends with a JSON text, and returns the value of that text. Evaluated directly, because
 * Playwright's way takes 7 ms more for a script of a checker's length.
 */
export async function ask<Answer>(frame: Frame, expression: string): Promise<Answer> {
  const page = frame.page()
  if (frame !== page.mainFrame()) return JSON.parse(await frame.evaluate<string>(expression)) as Answer
  const session = sessions.get(page) ?? page.context().newCDPSession(page)
  sessions.set(page, session)
  const chromium = await session
  const answer = await chromium.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
  const failed = answer.exceptionDetails
  if (failed) throw new Error(`a checker failed: ${failed.exception?.description ?? failed.text}`)
  return JSON.parse(answer.result.value as string) as Answer
}
