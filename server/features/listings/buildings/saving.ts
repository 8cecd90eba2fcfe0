import { type BuildingFacts, buildingValues, storedValues } from '#features/street/building-facts.ts'
import { mergeOf } from '#web/forms/edit-merge.ts'
import type { BuildingsService } from '../buildings-service.ts'
import type { Author } from '../listings-service.ts'
import type { Clash } from '../form/clash-part.ts'

type Edit = {
  code: string
  version: number
  seen: string
  facts: BuildingFacts
  reason: string
  by: Author
  along?: EditRequest['along']
}
type EditRequest = Parameters<BuildingsService['edit']>[0]
/** `changed`: as in the service, whether something was written. */
type Saved =
  | { ok: true; changed: boolean }
  | { ok: false; reason: 'floors' }
  | { ok: false; reason: 'clash'; clash: Clash }

/** Saves the form of a building. Nothing is written if others have changed its fields since; see `mergeOf`. */
export async function saveBuilding(
  buildings: BuildingsService,
  { code, version, seen, facts, reason, by, along = null }: Edit,
): Promise<Saved> {
  for (let at = version; ;) {
    const verdict = await buildings.edit({ code, version: at, facts, reason, by, along })
    if (verdict.ok) return verdict
    if (verdict.reason === 'floors') return { ok: false, reason: 'floors' }
    const present = await buildings.get(code)
    const mine = buildingValues(facts)
    const now = storedValues(present)
    const merge = mergeOf({ seen, mine, now })
    if (merge.theirs.length + merge.clashing.length > 0) {
      return { ok: false, reason: 'clash', clash: { merge, mine, now, since: await buildings.since(code, version) } }
    }
    at = present.version
  }
}
