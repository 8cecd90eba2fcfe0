import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { judgedByAlfa, type Seen } from './alfa.js'
import { violationsIn } from '../support/axe.ts'
import { bundled } from './bundled.ts'

/** What a judge holds against a page: `where` is the HTML of the element or what it says, cut short. */
export type Failure = { judge: 'axe' | 'IBM' | 'Alfa'; rule: string; where: string }

const sourceOf = (file: string) => readFileSync(createRequire(import.meta.url).resolve(file), 'utf8')
const ibm = sourceOf('accessibility-checker-engine/ace.js')

/** `quick`: without Alfa's rule about the mark of the focus, which takes as long as all its others. */
type Care = { quick?: boolean }

/** Where a judge is wrong, and why. A rule stands here only when what it asks is no demand of WCAG. */
const overruled = new Map([
  // HTML-AAM: a form without a name is no landmark, so there is nothing to tell apart; named, each would be one more to pass.
  ['IBM aria_form_label_unique', 'forms without a name are no landmarks'],
  // Articles are none either, and the heading of each says what it is; ARIA asks for no name.
  ['IBM aria_article_label_unique', 'articles are named by their headings'],
  // HTML lists `username` for fields of e-mail addresses too, and password managers want it where one signs in by it.
  ['IBM input_autocomplete_valid', 'a user name may be an e-mail address'],
])

/**
 * The failures of WCAG 2.2, levels A and AA, that axe, IBM's engine and Siteimprove's Alfa find on a page as it stands. What
 * a judge leaves to people, because a program cannot tell, is none.
 */
export async function failuresOn(page: Page, care: Care = {}): Promise<Failure[]> {
  // In a page that lies behind others, Chromium lets timers run once a minute after five: IBM's engine works by timers.
  await page.bringToFront()
  // What is folded is looked at as well, but for what lies over the page when it is open.
  await page.evaluate(
    `document.querySelectorAll('main details:not([data-drawer])').forEach(folded => (folded.open = true))`,
  )
  // One after the other: they would see each other's traces in the page.
  const found = [...(await foundByAxe(page)), ...(await foundByIbm(page)), ...(await foundByAlfa(page, care))]
  return found.filter(({ judge, rule }) => !overruled.has(`${judge} ${rule}`))
}

async function foundByAxe(page: Page): Promise<Failure[]> {
  const found = await violationsIn(page.mainFrame())
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => ({ judge: 'axe', rule: id, where: html.slice(0, 160) })),
  )
}

/** IBM's word for what fails a criterion for certain; its other values are advice, or questions to a person. */
async function foundByIbm(page: Page): Promise<Failure[]> {
  await page.evaluate(ibm)
  const found = await page.evaluate<{ rule: string; where: string }[]>(
    `new ace.Checker().check(document, ['WCAG_2_2']).then(({ results }) =>
      results.filter(({ value }) => value.join() === 'VIOLATION,FAIL')
        .map(({ ruleId, snippet }) => ({ rule: ruleId, where: snippet.slice(0, 160) })))`,
  )
  return found.map(failure => ({ judge: 'IBM', ...failure }))
}

/**
 * Alfa leaves out a whole style sheet with a rule that it does not know, as those of the transitions between pages, and takes what
 * is folded in a menu for something that covers the page.
 */
const unknownToAlfa = `(() => {
  for (const folded of document.querySelectorAll('details:not([open]) > :not(summary)')) folded.style.display = 'none'
  const clear = within => {
    for (let at = within.cssRules.length - 1; at >= 0; at -= 1) {
      const rule = within.cssRules[at]
      if (rule.constructor.name === 'CSSViewTransitionRule') within.deleteRule(at)
      else if (rule.cssRules && rule.deleteRule) clear(rule)
    }
  }
  for (const sheet of document.styleSheets) clear(sheet)
})()`

const reading = `export { Native as OfWindow } from '@siteimprove/alfa-device/native'
export { Native as OfDocument } from '@siteimprove/alfa-dom/native'`

async function foundByAlfa(page: Page, { quick = false }: Care): Promise<Failure[]> {
  await page.evaluate(unknownToAlfa)
  await page.evaluate(await bundled('alfa', reading))
  const seen = await page.evaluate<Seen>(
    `alfa.OfDocument.fromNode().then(document => ({ document, device: alfa.OfWindow.fromWindow(window) }))`,
  )
  const found = await judgedByAlfa(seen, { quick })
  return found.map(failure => ({ judge: 'Alfa', ...failure }))
}
