import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { judgedByAlfa } from './alfa.js'
import { violationsIn } from '../support/axe.ts'
import { bundled } from './bundled.ts'

/** What a judge holds against a page: `where` is the HTML of the element or what it says, cut short. */
export type Failure = { judge: 'axe' | 'IBM' | 'Alfa'; rule: string; where: string }

const sourceOf = (file: string) => readFileSync(createRequire(import.meta.url).resolve(file), 'utf8')
const ibm = sourceOf('accessibility-checker-engine/ace.js')

/**
 * `quick`: without Alfa's rule about the mark of the focus, which takes as long as all its others, and without a second look at what
 * the edge of a frame that scrolls cuts or holds back. `alfa`: who judges for Alfa.
 */
type Care = { quick?: boolean; alfa?: typeof judgedByAlfa }

/** Where a judge is wrong, and why. A rule stands here only when what it asks is no demand of WCAG. */
const overruled = new Map([
  // HTML-AAM: a form without a name is no landmark, so there is nothing to tell apart; named, each would be one more to pass.
  ['IBM aria_form_label_unique', 'forms without a name are no landmarks'],
  // Articles are none either, and the heading of each says what it is; ARIA asks for no name.
  ['IBM aria_article_label_unique', 'articles are named by their headings'],
  // HTML lists `username` for fields of e-mail addresses too, and password managers want it where one signs in by it.
  ['IBM input_autocomplete_valid', 'a user name may be an e-mail address'],
  // HTML: radio buttons of one name belong together within their form. Two acts of a case have forms with the same parts.
  ['IBM input_checkboxes_grouped fail_notsamegroup', 'another form has a group of its own'],
  // A group says what it is about, and the form that it stands in for what; no criterion asks for names that come once a page.
  ['IBM fieldset_label_valid Fail_2', 'groups of two forms may ask the same'],
])

/**
 * The failures of WCAG 2.2, levels A and AA, that axe, IBM's engine and Siteimprove's Alfa find on a page as it stands. What
 * a judge leaves to people, because a program cannot tell, is none.
 */
export async function failuresOn(page: Page, care: Care = {}): Promise<Failure[]> {
  return (await askJudges(page, care)).failures
}

/** Asks for the same, and comes back as soon as the page may be led on: Alfa judges what it has seen of it. */
export async function askJudges(page: Page, care: Care = {}): Promise<{ failures: Promise<Failure[]> }> {
  // In a page that lies behind others, Chromium lets timers run once a minute after five: IBM's engine works by timers.
  await page.bringToFront()
  await page.evaluate(unfolding)
  // One after the other: they would see each other's traces in the page.
  const found = [...(await foundByAxe(page)), ...(await foundByIbm(page))]
  const { failures } = await askAlfa(page, care)
  return {
    failures: failures.then(byAlfa =>
      [...found, ...byAlfa].filter(({ judge, rule }) => !overruled.has(`${judge} ${rule}`)),
    ),
  }
}

/** What is folded is looked at as well, but for drawers; a menu that would lie over the page pushes it down, and covers nothing. */
const unfolding = `for (const folded of document.querySelectorAll('main details:not([data-drawer])')) {
  folded.open = true
  for (const inner of folded.querySelectorAll(':scope > :not(summary)'))
    if (/absolute|fixed/.test(getComputedStyle(inner).position)) inner.style.position = 'static'
}`

async function foundByAxe(page: Page): Promise<Failure[]> {
  const found = await violationsIn(page.mainFrame())
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => ({ judge: 'axe', rule: id, where: html.slice(0, 160) })),
  )
}

/**
 * IBM's word for what fails a criterion for certain; its other values are advice, or questions to a person. It asks also for names
 * in a drawer that is closed, where nobody is shown anything, and does not find them there; and for headers of cells that repeat for
 * the eye what readers have been told (`aria-hidden`).
 */
async function foundByIbm(page: Page): Promise<Failure[]> {
  await page.evaluate(ibm)
  const found = await page.evaluate<{ rule: string; reason: string; where: string }[]>(
    `${folded}
    new ace.Checker().check(document, ['WCAG_2_2']).then(({ results }) =>
      results.filter(({ value }) => value.join() === 'VIOLATION,FAIL')
        .filter(({ node, ruleId }) => !isFolded(node) && !(ruleId === 'table_headers_related' && node.ariaHidden === 'true'))
        .map(({ ruleId, reasonId, snippet }) => ({ rule: ruleId, reason: reasonId, where: snippet.slice(0, 160) })))`,
  )
  return found
    .filter(({ rule, reason }) => !overruled.has(`IBM ${rule} ${reason}`))
    .map(({ rule, where }) => ({ judge: 'IBM', rule, where }))
}

const folded = `var isFolded = node => {
  const details = node?.nodeType === 1 ? node.closest('details:not([open])') : null
  return details !== null && node !== details && !details.querySelector(':scope > summary')?.contains(node)
}`

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

const scrolling = readFileSync(path.join(import.meta.dirname, 'opened-frames.js'), 'utf8')

async function askAlfa(
  page: Page,
  { quick = false, alfa = judgedByAlfa }: Care,
): Promise<{ failures: Promise<Failure[]> }> {
  await page.evaluate(unknownToAlfa)
  await page.evaluate(await bundled('alfa', reading))
  await page.evaluate(scrolling)
  const holdsBack = await page.evaluate<boolean>('scrolling.mark()')
  const asked = [alfa(await seenByAlfa(page), { quick })]
  if (holdsBack && !quick) {
    await page.evaluate('scrolling.open()')
    asked.push(alfa(await seenByAlfa(page), { quick, opened: true }))
  }
  await page.evaluate('scrolling.close()')
  return { failures: Promise.all(asked).then(onceEach) }
}

/** A target that is small and shown whole in its frame is found in both looks. */
function onceEach([first = [], second = []]: Awaited<ReturnType<typeof judgedByAlfa>>[]): Failure[] {
  const isNew = ({ rule, where }: { rule: string; where: string }) =>
    !first.some(known => known.rule === rule && known.where === where)
  return [...first, ...second.filter(isNew)].map(failure => ({ judge: 'Alfa', ...failure }))
}

/**
 * Without what is in frames of other pages, each a page of its own and judged there: Alfa takes its places for places in the page
 * around. As text: Playwright takes long over the hundred thousand values of a page.
 */
const seenByAlfa = (page: Page) =>
  page.evaluate<string>(
    `alfa.OfDocument.fromNode().then(document => JSON.stringify(
      { document, device: alfa.OfWindow.fromWindow(window) }, (name, value) => name === 'content' ? null : value))`,
  )
