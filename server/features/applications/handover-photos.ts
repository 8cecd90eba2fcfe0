import type { Application } from '#models/applications/application.ts'
import { acceptanceOf } from './acceptance/of-offer.ts'
import { readFor, stale } from './change.ts'
import { attempts, keyOf } from './documents/arrival.ts'
import { settlingOf } from './documents/settling.ts'
import { demandKeys } from './handover.ts'
import type { Deps } from './ports.ts'
import type { Actor } from './states.ts'

/** Ids of photos of a case: those to be taken away, and those that have come and are kept if the keys are still to be given. */
type PhotoChange = { removed: readonly string[]; added: readonly string[] }

export function handoverPhotosOf({ clock, documents, pictures }: Pick<Deps, 'clock' | 'documents' | 'pictures'>) {
  const { settle, commit } = settlingOf({ clock, documents, pictures })

  /**
   * Changes the photos of a handover to come, by a write of the case that a record made at the same moment does not survive.
   * Throws as `handOver` does once the keys were given: then what has come goes again, unless the record has it.
   */
  async function changeHandoverPhotos(id: string, actor: Actor, { removed, added }: PhotoChange): Promise<void> {
    const effects = removed.map(picture => ({
      ...{ key: keyOf(id, `photo-${picture}`), kind: 'drop_photo', facts: { picture } },
    }))
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const was = await readFor(id, actor)
      try {
        demandKeys(was, actor)
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

  return { changeHandoverPhotos }
}
