import { trusted, type Types } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { acceptanceOf } from '../cases/acceptance/offer-acceptance.ts'
import { copiedFields, withAcceptanceInOffer } from '../cases/acceptance/offer-history.ts'
import { applyChange, readCaseFor, staleConflict } from '../cases/change.ts'
import { effectKeyOf, maxWriteAttempts } from '../cases/documents/arrival.ts'
import { commitEffects, settle } from '../cases/documents/settling.ts'
import type { Deps } from '../cases/ports.ts'
import type { Actor } from '../cases/states.ts'
import { requireHandover } from './actions/handover.ts'

type PhotoDeps = Pick<Deps, 'clock' | 'documents' | 'pictures'>
/** Ids of photos to remove, and of new photos, which are kept only if the handover is not recorded yet. */
type PhotoChange = { removed: readonly string[]; added: readonly string[] }

/**
 * Changes the photos of a handover that is not recorded yet. The write of the case conflicts with a record made at the
 * same moment. Throws as `handOver` does once the handover is recorded; new photos are then removed, unless the record has
 * them.
 */
export async function changePhotos(
  deps: PhotoDeps,
  id: string,
  actor: Actor,
  { removed, added }: PhotoChange,
): Promise<void> {
  const effects = removed.map(picture => ({
    key: effectKeyOf(id, `photo-${picture}`),
    kind: 'drop_photo',
    facts: { picture },
  }))
  for (let attempt = 0; attempt < maxWriteAttempts; attempt += 1) {
    const was = await readCaseFor(id, actor)
    try {
      requireHandover(was, actor)
    } catch (error) {
      await removeUnnamed(deps, was, added)
      throw error
    }
    const changed = await commitEffects(deps, was, { added: effects })
    if (changed) {
      await settle(deps, changed)
      return
    }
  }
  throw staleConflict(await readCaseFor(id, actor))
}

async function removeUnnamed(
  { pictures }: Pick<Deps, 'pictures'>,
  was: Application,
  added: readonly string[],
): Promise<void> {
  const named = new Set((acceptanceOf(was)?.handover?.photos ?? []).map(String))
  for (const picture of added) if (!named.has(picture)) await pictures.remove(was._id.toHexString(), picture)
}

/** Releases the premises after the end of the tenancy, so that it can be offered again. Idempotent. */
export async function releasePremises({ clock }: Pick<Deps, 'clock'>, id: string): Promise<void> {
  const was = await ApplicationModel.findById(id).lean<Application>()
  if (!was?.heldPremises || was.state !== 'contracted') return
  const released = await applyChange({
    was,
    kind: 'released',
    actor: { kind: 'system' },
    at: clock.now(),
    unset: ['heldPremises'],
    effects: [
      { kind: 'premises', facts: { code: was.heldPremises } },
      { kind: 'promotion', facts: { code: was.heldPremises } },
    ],
  })
  if (!released) throw staleConflict(was)
}

type Photo = { _id: Types.ObjectId; application: Types.ObjectId }
const asked = Object.fromEntries(['state', 'stateSince', 'offer', ...copiedFields].map(field => [field, 1]))

/**
 * Returns the ids of those photos that the record of their handover does not contain, because their upload crashed before it
 * could remove them. A record never changes, so nobody will see them. Photos of a case without a record are kept.
 */
export async function findUnrecordedPhotos(photos: readonly Photo[]): Promise<Set<string>> {
  const ids = [...new Set(photos.map(({ application }) => application.toHexString()))]
  const filter = { _id: trusted({ $in: ids }), handedOverOn: trusted({ $type: 'string' as const }) }
  const cases = await ApplicationModel.find(filter, asked).lean<Application[]>()
  const named = new Map(
    cases.flatMap(application => {
      const recorded = acceptanceOf(withAcceptanceInOffer(application))?.handover?.photos
      return recorded ? [[application._id.toHexString(), new Set(recorded.map(String))] as const] : []
    }),
  )
  return new Set(
    photos
      .filter(({ _id, application }) => named.get(application.toHexString())?.has(_id.toHexString()) === false)
      .map(({ _id }) => _id.toHexString()),
  )
}
