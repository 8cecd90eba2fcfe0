import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { Held } from './journal.ts'

const rules = readFileSync(path.join(import.meta.dirname, 'keyboard.page.js'), 'utf8')
/** A window at 400 % shows so much (WCAG 1.4.10): what stays in it while the rest scrolls takes most of it. */
const lowest = { width: 320, height: 256 }

type Step = { ended: boolean; wrong: string[] }

/**
 * Walks through a page by the key Tab, from its beginning to its end. Held against it are controls that the walk does not come to
 * (WCAG 2.1.1), one that it does not leave (2.1.2), and a focus of which nothing is to be seen (2.4.11). A narrow window is low, too.
 */
export async function judgeKeyboard(page: Page): Promise<Held> {
  const before = page.viewportSize()
  if (before && before.width <= lowest.width) await page.setViewportSize(lowest)
  await page.evaluate(rules)
  const count = await page.evaluate<number>('keyboard.begin()')
  const wrong: string[] = []
  // Places within one control, as the day of a date, are steps as well.
  for (let number = 0; number < count * 4 + 20; number += 1) {
    await page.keyboard.press('Tab')
    const step = await page.evaluate<Step>('keyboard.step()')
    wrong.push(...step.wrong)
    if (step.ended) break
  }
  const left = await page.evaluate<string[]>('keyboard.left()')
  if (before) await page.setViewportSize(before)
  const failures = [
    ...wrong.map(said => ({ rule: said.replace(/:.*/s, ''), where: said.replace(/^[^:]*: /, '') })),
    ...left.map(where => ({ rule: 'is not come to', where })),
  ]
  return { state: ', by the keyboard', failures: failures.map(failure => ({ judge: 'keyboard', ...failure })) }
}
