import { trusted, type Types } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { carriedOver, copies } from '../cases/acceptance/filing.ts'
import { acceptanceOf } from '../cases/acceptance/of-offer.ts'
import { readFor, stale } from '../cases/change.ts'
import { attempts, keyOf } from '../cases/documents/arrival.ts'
import { settlingOf } from '../cases/documents/settling.ts'
import type { Deps } from '../cases/ports.ts'
import type { Actor } from '../cases/states.ts'
import { requireHandover } from './handover.ts'

/** Ids of photos to remove, and of new photos, which are kept only if the handover is not recorded yet. */
type PhotoChange = { removed: readonly string[]; added: readonly string[] }

export function handoverPhotosOf({ clock, documents, pictures }: Pick<Deps, 'clock' | 'documents' | 'pictures'>) {
  const { settle, commit } = settlingOf({ clock, documents, pictures })

  /**
   * Changes the photos of a handover that is not recorded yet. The write of the case conflicts with a record made at the
   * same moment. Throws as `handOver` does once the handover is recorded; new photos are then removed, unless the record has
   * them.
   */
  async function changePhotos(id: string, actor: Actor, { removed, added }: PhotoChange): Promise<void> {
    const effects = removed.map(picture => ({
      ...{ key: keyOf(id, `photo-${picture}`), kind: 'drop_photo', facts: { picture } },
    }))
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const was = await readFor(id, actor)
      try {
        requireHandover(was, actor)
      } catch (error) {
        await removeUnnamed(was, added)
        throw error
      }
      const changed = await commit(was, ...effects)
      if (changed) {
        await settle(changed)
        return
      }
    }
    throw stale(await readFor(id, actor))
  }

  async function removeUnnamed(was: Application, added: readonly string[]): Promise<void> {
    const named = new Set((acceptanceOf(was)?.handover?.photos ?? []).map(String))
    for (const picture of added) if (!named.has(picture)) await pictures.remove(was._id.toHexString(), picture)
  }

  return changePhotos
}

type Photo = { _id: Types.ObjectId; application: Types.ObjectId }
const asked = Object.fromEntries(['state', 'stateSince', 'offer', ...copies].map(field => [field, 1]))

/**
 * Returns the ids of those photos that the record of their handover does not contain, because their upload crashed before it
 * could remove them. A record never changes, so nobody will see them. Photos of a case without a record are kept.
 */
export async function photosOutsideRecords(photos: readonly Photo[]): Promise<Set<string>> {
  const ids = [...new Set(photos.map(({ application }) => application.toHexString()))]
  const filter = { _id: trusted({ $in: ids }), handedOverOn: trusted({ $type: 'string' as const }) }
  const cases = await ApplicationModel.find(filter, asked).lean<Application[]>()
  const named = new Map(
    cases.flatMap(application => {
      const recorded = acceptanceOf(carriedOver(application))?.handover?.photos
      return recorded ? [[application._id.toHexString(), new Set(recorded.map(String))] as const] : []
    }),
  )
  return new Set(
    photos
      .filter(({ _id, application }) => named.get(application.toHexString())?.has(_id.toHexString()) === false)
      .map(({ _id }) => _id.toHexString()),
  )
}
