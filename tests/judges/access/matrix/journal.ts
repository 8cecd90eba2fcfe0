import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Failure } from '../judges.ts'

/**
 * Failures of a page in a state, as it stands or sent empty. `judge` may also be a preference of people (preferences.ts).
 */
export type Held = { state: string; failures: { judge: Failure['judge'] | Preference; rule: string; where: string }[] }
export type Preference = 'forced colours' | 'zoom' | 'motion' | 'keyboard'

/** A page with its reader, language and width, by its address. */
export type Judged = { page: string; held: Held[] }

/**
 * Records the results of a run line by line in a file, so that an interrupted run can continue. The last result of a page
 * counts.
 */
export function journalIn(folder: string) {
  const file = path.join(folder, 'judged.jsonl')
  const lines = existsSync(file) ? wholeLinesOf(readFileSync(file, 'utf8')) : []
  writeFileSync(file, lines.map(line => `${line}\n`).join(''))
  const judged = new Map(lines.map(line => JSON.parse(line) as Judged).map(({ page, held }) => [page, held]))
  return {
    judged: judged as ReadonlyMap<string, Held[]>,
    note({ page, held }: Judged): void {
      judged.set(page, held)
      appendFileSync(file, `${JSON.stringify({ page, held })}\n`)
    },
  }
}

/** Returns the complete lines: the last one may have been cut off. */
function wholeLinesOf(text: string): string[] {
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
}
