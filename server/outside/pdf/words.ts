import type { Run, RunsOf } from './fonts.ts'
import { visibleSigns } from './line-breaking.ts'
import type { Piece } from './pieces.ts'

export type SetRun = Run & { /** Points. */ width: number; href?: string }
/** Letters between two places where a line may end. `visibleWidth` is without the space it may end with. */
export type Word = { runs: SetRun[]; width: number; visibleWidth: number }
/** Gives a run its width in the size at hand. */
export type Measure = (run: Omit<SetRun, 'width'>) => SetRun

/** The pieces of a word in their fonts. */
export function wordFrom(pieces: Piece[], runsOf: RunsOf, measure: Measure): Word {
  return wordOf(
    pieces.flatMap(({ text, strong, href }) =>
      runsOf(text, strong).map(run => measure({ ...run, ...(href ? { href } : {}) })),
    ),
    measure,
  )
}

function wordOf(runs: SetRun[], measure: Measure): Word {
  const last = runs.at(-1)
  const width = runs.reduce((sum, run) => sum + run.width, 0)
  const visibleLast = last && last.text !== last.text.trimEnd() ? measure({ ...last, text: last.text.trimEnd() }) : last
  return { runs, width, visibleWidth: width - (last?.width ?? 0) + (visibleLast?.width ?? 0) }
}

/** The last resort for a word wider than its line: parts no wider than `width` points, cut between visible signs. */
export function cut(word: Word, width: number, measure: Measure): Word[] {
  const parts: SetRun[][] = [[]]
  let used = 0
  for (const sign of word.runs.flatMap(run => visibleSigns(run.text).map(text => measure({ ...run, text })))) {
    if (used > 0 && used + sign.width > width) {
      parts.push([])
      used = 0
    }
    parts.at(-1)?.push(sign)
    used += sign.width
  }
  return parts.map(runs => wordOf(joined([], runs), measure))
}

/** Neighbours of one font and link become one stretch, so that the file holds few of them. */
export function joined(before: SetRun[], after: SetRun[]): SetRun[] {
  const runs = before.map(run => ({ ...run }))
  for (const run of after) {
    const last = runs.at(-1)
    if (last?.face === run.face && last.href === run.href) {
      last.text += run.text
      last.width += run.width
    } else runs.push({ ...run })
  }
  return runs
}
