/** Part of a street that a drawing shows, in metres from its beginning. */
export type PlanWindow = {
  /** 1 is the whole street; the last level is the nearest. */ level: number
  levels: number
  fromM: number
  toM: number
}

/**
 * Length of the nearest level, at which the narrowest unit of 3.4 m can be tapped on a phone. Each level back shows twice as
 * much.
 */
const nearestM = 150

/** Returns a window of a street that ends at `endM`. Levels and places out of range are clamped. */
export function windowOf(endM: number, { level = 1, atM = endM / 2 }: { level?: number; atM?: number }): PlanWindow {
  const spans = spansOf(endM)
  const clampedLevel = Math.min(Math.max(1, level), spans.length)
  const span = spans[clampedLevel - 1] ?? endM
  const fromM = Math.round(Math.min(Math.max(0, atM - span / 2), endM - span))
  return { level: clampedLevel, levels: spans.length, fromM, toM: fromM + span }
}

/** Returns the metres that each level shows, the whole street first. */
function spansOf(endM: number): number[] {
  const spans: number[] = []
  for (let span = nearestM; span < endM * 0.75; span *= 2) spans.unshift(span)
  return [endM, ...spans]
}

export const middleOf = ({ fromM, toM }: PlanWindow): number => Math.round((fromM + toM) / 2)

/** Returns the middle of the same level moved by half a window; null at the end of the street. */
export function movedBy(window: PlanWindow, endM: number, direction: -1 | 1): number | null {
  const step = (window.toM - window.fromM) / 2
  const free = direction < 0 ? window.fromM > 0 : window.toM < endM - 0.5
  return free ? Math.round(middleOf(window) + direction * step) : null
}
