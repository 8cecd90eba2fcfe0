import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { judgedByAlfa } from './alfa.js'
import { violationsIn } from '../../browser/support/axe.ts'
import { ask, checkerSource } from '../../browser/support/checker-scripts.ts'
import { bundled } from './bundled.ts'

/** A failure that a checker reports: `where` is the HTML of the element or its text, shortened. */
export type Failure = { judge: 'axe' | 'IBM' | 'Alfa'; rule: string; where: string }

const ibm = checkerSource('accessibility-checker-engine/ace.js', import.meta.url)

/**
 * `quick` leaves out Alfa's rule about the focus indicator, which takes as long as all its others, and the second check of
 * what scrolling frames cut off or hide. `alfa` is the function that runs Alfa.
 */
type Care = { quick?: boolean; alfa?: typeof judgedByAlfa }

/** False positives, with the reason. A rule is listed only when WCAG does not require what it demands. */
const overruled = new Map([
  // HTML-AAM: a form without a name is no landmark, so there is nothing to tell apart; a named one would be one more
  // landmark to pass.
  ['IBM aria_form_label_unique', 'forms without a name are no landmarks'],
  // Articles are no landmarks either, and each has a heading; ARIA requires no name.
  ['IBM aria_article_label_unique', 'articles are named by their headings'],
  // HTML lists `username` for e-mail fields too, and password managers need it where the address is the user name.
  ['IBM input_autocomplete_valid', 'a user name may be an e-mail address'],
  // HTML: radio buttons of one name form a group within their form. Two acts of a case have forms with the same parts.
  ['IBM input_checkboxes_grouped fail_notsamegroup', 'another form has a group of its own'],
  // The legend of a group says what it is about, and its form says for which act; no criterion requires names that are
  // unique on a page.
  ['IBM fieldset_label_valid Fail_2', 'groups of two forms may ask the same'],
])

/**
 * Returns the failures of WCAG 2.2, levels A and AA, that axe, IBM's engine and Siteimprove's Alfa find on a page in its
 * current state. Points that a checker leaves to people are no failures.
 */
export async function failuresOn(page: Page, care: Care = {}): Promise<Failure[]> {
  return (await askJudges(page, care)).failures
}

/** Same as `failuresOn`, but resolves as soon as the page may navigate: Alfa works on a copy. */
export async function askJudges(page: Page, care: Care = {}): Promise<{ failures: Promise<Failure[]> }> {
  // In a background page, Chromium runs timers only once a minute after five minutes, and IBM's engine needs timers.
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

/** Unfolds everything except drawers; a menu that would cover the page pushes it down instead. */
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
 * Returns what IBM's engine reports as certain failures; its other results are advice or questions to a person. It also
 * checks names in a closed drawer, which nobody is shown, and does not find them there, and headers of cells that repeat for
 * the eye what screen readers have been told (`aria-hidden`). `everyRule` also runs the rules that fail nothing.
 */
export async function foundByIbm(page: Page, { everyRule = false } = {}): Promise<Failure[]> {
  await ask(page.mainFrame(), `${ibm}\n'null'`)
  const found = await page.evaluate<{ rule: string; reason: string; where: string }[]>(
    `${folded}
    var judging = new ace.Checker()
    ${everyRule ? '' : ruling}
    judging.check(document, ['WCAG_2_2']).then(({ results }) =>
      results.filter(({ value }) => value.join() === 'VIOLATION,FAIL')
        .filter(({ node, ruleId }) => !isFolded(node) && !(ruleId === 'table_headers_related' && node.ariaHidden === 'true'))
        .map(({ ruleId, reasonId, snippet }) => ({ rule: ruleId, reason: reasonId, where: snippet.slice(0, 160) })))`,
  )
  return found
    .filter(({ rule, reason }) => !overruled.has(`IBM ${rule} ${reason}`))
    .map(({ rule, where }) => ({ judge: 'IBM', rule, where }))
}

/**
 * Leaves out the rules that fail nothing, which would take more than half of the engine's time: those that only ask a person
 * (their code has no way to fail), and those whose every result is a recommendation. What other rules build on stays.
 */
const ruling = `{
  const { rulesetRules, ruleReasonLevels, engine } = judging
  const canFail = id => /RuleFail/.test(engine.ruleMap[id].run) &&
    Object.values(ruleReasonLevels[id].WCAG_2_2).includes('VIOLATION')
  const asked = new Set(rulesetRules.WCAG_2_2.filter(canFail))
  for (const id of asked) for (const needed of engine.ruleMap[id].dependencies ?? []) asked.add(needed)
  rulesetRules.WCAG_2_2 = [...asked]
}`

const folded = `var isFolded = node => {
  const details = node?.nodeType === 1 ? node.closest('details:not([open])') : null
  return details !== null && node !== details && !details.querySelector(':scope > summary')?.contains(node)
}`

/**
 * Alfa skips a whole style sheet with a rule that it does not know, such as those for transitions between pages, and takes
 * the folded content of a menu for something that covers the page.
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

/** A small target that is completely visible in its frame is found in both checks. */
function onceEach([first = [], second = []]: Awaited<ReturnType<typeof judgedByAlfa>>[]): Failure[] {
  const isNew = ({ rule, where }: { rule: string; where: string }) =>
    !first.some(known => known.rule === rule && known.where === where)
  return [...first, ...second.filter(isNew)].map(failure => ({ judge: 'Alfa', ...failure }))
}

/**
 * Leaves out the content of frames, which are pages of their own and checked there: Alfa takes their positions for positions
 * in the outer page. Returned as text: Playwright is slow with the hundred thousand values of a page.
 */
const seenByAlfa = (page: Page) =>
  page.evaluate<string>(
    `alfa.OfDocument.fromNode().then(document => JSON.stringify(
      { document, device: alfa.OfWindow.fromWindow(window) }, (name, value) => name === 'content' ? null : value))`,
  )
