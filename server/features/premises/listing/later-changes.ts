import type { PremisesVersion } from '#models/listings/premises-version.ts'

/** Who changed a field since, and what it was before. */
export type LaterChanges = Map<string, { was: string | string[]; by: string; at: Date }>

/** What later entries say of each field, oldest entry first: what the first found, and who was the last to change it. */
export function laterChangesOf(later: readonly Pick<PremisesVersion, 'changes' | 'byName' | 'at'>[]): LaterChanges {
  const found: LaterChanges = new Map()
  for (const { changes, byName, at } of later) {
    for (const { field, before } of changes) found.set(field, { was: found.get(field)?.was ?? before, by: byName, at })
  }
  return found
}
