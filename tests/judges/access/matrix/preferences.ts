import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { Held, Preference } from './journal.ts'
import { judgeKeyboard } from './keyboard.ts'

const rules = readFileSync(path.join(import.meta.dirname, 'preferences.page.js'), 'utf8')
/** Widths that a window of 1,280 px shows at 200 % and at 400 %; WCAG 1.4.10 requires 320. */
const zoomed = { 'at 100 %': 1280, 'at 200 %': 640, 'at 400 %': 320 }

/**
 * Checks a page for people with forced colours (WCAG 1.4.1, 1.4.11, 2.4.7), with a zoomed window (1.4.4, 1.4.10), with
 * reduced motion (2.3.3) and without a mouse. Restores the page except for what it has unfolded.
 */
export async function judgePreferences(page: Page): Promise<{ held: Promise<Held[]> }> {
  // The keyboard comes first: unfolded menus would cover what follows them.
  const walked = await judgeKeyboard(page)
  await page.evaluate(rules)
  await page.evaluate(
    `document.querySelectorAll('main details:not([data-drawer])').forEach(folded => (folded.open = true))`,
  )
  const held = [walked, ...(await inZoom(page)), await withoutMotion(page), ...(await inForcedColours(page))]
  return { held: Promise.resolve(held) }
}

const said = (judge: Preference, rule: string, found: string[]) => found.map(where => ({ judge, rule, where }))
const asked = (page: Page, question: string) => page.evaluate<string[]>(`preferences.${question}`)

async function inZoom(page: Page): Promise<Held[]> {
  const before = page.viewportSize()
  const held: Held[] = []
  for (const [state, width] of Object.entries(zoomed))
    held.push({ state: `, ${state}`, failures: await withoutRoom(page, width) })
  if (before) await page.setViewportSize(before)
  return held
}

/**
 * Returns what has no room in a window of this width: it scrolls sideways, is cut off or covered. The window keeps this
 * width.
 */
export async function withoutRoom(page: Page, width: number): Promise<Held['failures']> {
  await page.evaluate(rules)
  // As high as pages are: covered points can be found inside the window only.
  await page.setViewportSize({ width, height: 8000 })
  return [
    ...said('zoom', 'sideways', await asked(page, 'sideways()')),
    ...said('zoom', 'sideways when unfolded', await asked(page, 'unfoldedSideways()')),
    ...said('zoom', 'lies under something', await asked(page, 'covered()')),
  ]
}

async function withoutMotion(page: Page): Promise<Held> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  return { state: ', without motion', failures: said('motion', 'moves', await asked(page, 'moving()')) }
}

async function inForcedColours(page: Page): Promise<Held[]> {
  const held: Held[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, forcedColors: 'none' })
    const painted = JSON.stringify(await page.evaluate('preferences.paintedOnly()'))
    await page.emulateMedia({ forcedColors: 'active' })
    const failures = [
      ...said('forced colours', 'focus is not seen', await asked(page, 'unmarkedFocus()')),
      ...said('forced colours', 'is gone', await asked(page, `gone(${painted})`)),
      ...said('forced colours', 'does not stand out', await asked(page, 'faintDrawings()')),
    ]
    held.push({ state: `, in forced colours, ${colorScheme}`, failures })
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null })
  return held
}
