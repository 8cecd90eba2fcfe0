import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Result } from 'axe-core'
import type { CDPSession, Frame, Page } from 'playwright-core'
import { newAmong, readLooks, rememberLooks, type Look } from './looks.ts'

/** In ASCII, because V8 would otherwise keep half a megabyte in two bytes a letter: it takes a quarter less time. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8').replace(
  /[^\0-\x7f]/g,
  letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
)
/** Failures are shown as HTML: a path to each element takes a fifth of the time. */
const asked = { iframes: false, resultTypes: ['violations'], selectors: false }
/** Rules that judge how an element looks and what it lies on or beside. They take three quarters of axe's time. */
export const rulesOfLooks = ['color-contrast', 'link-in-text-block', 'target-size']
const allButLooks = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  rules: Object.fromEntries(rulesOfLooks.map(rule => [rule, { enabled: false }])),
}
const onlyLooks = { runOnly: { type: 'rule', values: rulesOfLooks } }

const run = (context: string, rules: object): string =>
  `axe.run(${context}, ${JSON.stringify({ ...asked, ...rules })}).then(({ violations }) => violations)`

/** Returns what axe finds in a frame against WCAG 2.2 A and AA, of any impact. Frames within it are checked separately. */
export async function violationsIn(frame: Frame): Promise<Result[]> {
  // A page that is looked at in several states has axe already.
  if (!(await frame.evaluate(`'axe' in globalThis`))) await load(frame)
  // Returned as text: Playwright is slow with the thousands of values of a page.
  const answer = await frame.evaluate<string>(
    `${run('document', allButLooks)}.then(violations => JSON.stringify({ violations, looks: ${readLooks} }))`,
  )
  const { violations, looks } = JSON.parse(answer) as { violations: Result[]; looks: Look[] }
  const news = newAmong(looks)
  if (news.size === 0) return violations
  const context = `{ include: ${JSON.stringify([...new Set(news.values())])}.map(at => elementsLookedAt[at]) }`
  const byLooks = await frame.evaluate<Result[]>(run(context, onlyLooks))
  if (byLooks.length === 0) rememberLooks(news.keys())
  return [...violations, ...byLooks]
}

const sessions = new WeakMap<Page, Promise<CDPSession>>()

/** Loads axe into a frame: directly, because Playwright's way takes 7 ms more for a script of this length. */
async function load(frame: Frame): Promise<void> {
  const page = frame.page()
  if (frame !== page.mainFrame()) return void (await frame.evaluate(axe))
  const session = sessions.get(page) ?? page.context().newCDPSession(page)
  sessions.set(page, session)
  const { exceptionDetails } = await (await session).send('Runtime.evaluate', { expression: axe })
  if (exceptionDetails) throw new Error(`axe did not load: ${exceptionDetails.text}`)
}
