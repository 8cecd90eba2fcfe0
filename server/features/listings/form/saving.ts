import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import { mergeOf } from '#web/forms/edit-merge.ts'
import type { Author, ListingRecords } from '../listings-service.ts'
import type { VersionsService } from '../versions-service.ts'
import type { Clash } from './clash-part.ts'

type Parts = { records: ListingRecords; versions: VersionsService }
type Edit = { code: string; version: number; seen: string; facts: ListingFacts; reason: string; by: Author }
type Saved =
  | { ok: true; fallen: readonly ('ru' | 'en' | 'zh')[] }
  | { ok: false; reason: 'floor' }
  | { ok: false; reason: 'clash'; clash: Clash }

/**
 * Saves the form of a premises. If the record has a newer version, nothing is written when others changed any of its fields;
 * the user sees their changes first. A newer version that touches no field (a hold, a photo) needs no question.
 */
export async function saveListing(
  { records, versions }: Parts,
  { code, version, seen, facts, reason, by }: Edit,
): Promise<Saved> {
  for (let at = version; ;) {
    const verdict = await records.edit({ code, version: at, facts, reason, by })
    if (verdict.ok) return { ok: true, fallen: verdict.fallen ?? [] }
    if (verdict.reason === 'floor') return { ok: false, reason: 'floor' }
    const present = await records.get(code)
    const mine = valuesOf(facts)
    const now = valuesOf(present)
    const merge = mergeOf({ seen, mine, now })
    if (merge.theirs.length + merge.clashing.length > 0) {
      return { ok: false, reason: 'clash', clash: { merge, mine, now, since: await versions.since(code, version) } }
    }
    at = present.version
  }
}
