import mongoose, { trusted } from 'mongoose'
import { DocumentModel, type StoredDocument } from '#models/documents/document.ts'
import type { FileStore } from '#outside/files/files.ts'

type Kept = Pick<StoredDocument, '_id' | 'application' | 'storageId' | 'size' | 'scan'>

/** Whether documents that were handed in can still be shown. */
export function presenceOf({ files }: { files: FileStore }) {
  /**
   * Of these documents, those that a case has taken in and that are whole, each with the id of its application. An infected one
   * has no file and needs none.
   */
  async function present(ids: readonly string[]): Promise<Map<string, string>> {
    const known = ids.filter(id => mongoose.isValidObjectId(id))
    const takenIn = { _id: trusted({ $in: known }), state: trusted({ $ne: 'pending' as const }) }
    const found = await DocumentModel.find(takenIn, { application: 1, storageId: 1, size: 1, scan: 1 }).lean<Kept[]>()
    const whole = await files.whole(found.map(({ storageId }) => storageId))
    const kept = found.filter(
      ({ storageId, size, scan }) => scan?.state === 'infected' || whole.get(storageId) === size,
    )
    return new Map(kept.map(({ _id, application }) => [_id.toHexString(), application.toHexString()]))
  }

  return { present }
}
