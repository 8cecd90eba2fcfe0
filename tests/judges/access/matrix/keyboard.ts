import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { Held } from './journal.ts'

const rules = readFileSync(path.join(import.meta.dirname, 'keyboard.page.js'), 'utf8')
/** Size of the window at 400 % (WCAG 1.4.10): fixed parts take most of it. */
const lowest = { width: 320, height: 256 }

type Step = { ended: boolean; wrong: string[] }

/**
 * Walks through a page by the Tab key from beginning to end. Reports controls that the walk does not reach (WCAG 2.1.1), one
 * that it cannot leave (2.1.2), and a focus that is not visible (2.4.11). A narrow window is low, too.
 */
export async function judgeKeyboard(page: Page): Promise<Held> {
  const before = page.viewportSize()
  if (before && before.width <= lowest.width) await page.setViewportSize(lowest)
  await page.evaluate(rules)
  const count = await page.evaluate<number>('keyboard.begin()')
  const wrong: string[] = []
  // Positions within one control, such as the day of a date, are steps as well.
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
