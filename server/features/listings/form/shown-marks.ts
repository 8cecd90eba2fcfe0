import type { Premises } from '#models/premises/premises.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import { marksOf } from '#web/forms/edit-merge.ts'
import { markOf } from '../photos/photo-marks.ts'

/** Marks of what a page showed of a unit; a form that does not say one of them is not held to it. */
export type ShownMarks = { [name in keyof ReturnType<typeof listingMarks>]?: string | undefined }

/**
 * Returns the marks of a unit: its standing with the last act that changed it, its facts, and its photos as the public sees
 * them. The page adds photos in place, so their mark is in the part of the page that is replaced then.
 */
export const listingMarks = (premises: Premises) => ({
  standing: [premises.status, premises.intent ?? '', lastMoveAt(premises)].join(' '),
  facts: markOf(marksOf(valuesOf(premises))),
  photos: photosMark(premises),
})

export const photosMark = ({ photos, floorPlan }: Pick<Premises, 'photos' | 'floorPlan'>): string =>
  markOf(JSON.stringify([photos.map(({ _id, alt, focus }) => [_id, alt, focus]), floorPlan?._id]))

const moves: readonly string[] = ['published', 'paused', 'resumed', 'archived', 'restored']

/** Only the newest events are stored; a move that has gone from them is long past. */
const lastMoveAt = ({ events }: Premises): number =>
  events.findLast(({ kind }) => moves.includes(kind))?.at.getTime() ?? 0

/** Checks whether a unit is still as a page showed it. Facts and photos matter to what makes it public. */
export function isAsShown(premises: Premises, move: string, shown: ShownMarks): boolean {
  const present = listingMarks(premises)
  const names = move === 'publish' ? (['standing', 'facts', 'photos'] as const) : (['standing'] as const)
  return names.every(name => shown[name] === undefined || shown[name] === present[name])
}
