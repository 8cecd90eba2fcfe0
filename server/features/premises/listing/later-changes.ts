import type { PremisesVersion } from '#models/listings/premises-version.ts'

/** By field: who changed it last, when, and its value before the first change. */
export type LaterChanges = Map<string, { was: string | string[]; by: string; at: Date }>

/**
 * Collects the later changes of each field from `later`, oldest entry first: the value before the first change, and the
 * author and date of the last.
 */
export function laterChangesOf(later: readonly Pick<PremisesVersion, 'changes' | 'byName' | 'at'>[]): LaterChanges {
  const found: LaterChanges = new Map()
  for (const { changes, byName, at } of later) {
    for (const { field, before } of changes) found.set(field, { was: found.get(field)?.was ?? before, by: byName, at })
  }
  return found
}
