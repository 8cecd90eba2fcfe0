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

/** Ids of photos of a case: those to be taken away, and those that have come and are kept if the keys are still to be given. */
type PhotoChange = { removed: readonly string[]; added: readonly string[] }

export function handoverPhotosOf({ clock, documents, pictures }: Pick<Deps, 'clock' | 'documents' | 'pictures'>) {
  const { settle, commit } = settlingOf({ clock, documents, pictures })

  /**
   * Changes the photos of a handover to come, by a write of the case that a record made at the same moment does not survive.
   * Throws as `handOver` does once the keys were given: then what has come goes again, unless the record has it.
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
 * Of these photos, the ids of those that the record of their handover leaves out: whoever sent them was killed before they
 * could take them away again. A record is never changed, so nobody will ever see them. Photos of a case without a record stay.
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
