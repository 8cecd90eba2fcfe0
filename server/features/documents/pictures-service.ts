import type { Readable } from 'node:stream'
import mongoose from 'mongoose'
import { PictureModel, type Picture } from '#models/documents/picture.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { readBytes, storeBytes, type FileStore } from '#outside/files/files.ts'
import { encodePreview, UnreadableImage } from '#outside/files/images.ts'
import { notFound } from '#shared/errors.ts'
import type { ReceivedFile, RefusedFile, RefusalReason, UploadQuota } from '#shared/files/file-rules.ts'

const unclaimedForMs = 60 * 60 * 1000
/** Maximum number of photos of one case. */
export const maxPictures = 20
/**
 * What one request may upload. How many photos the case has already is checked once they are received: those among them that
 * it has need no room.
 */
const room: UploadQuota = { files: maxPictures, bytes: 200 * 1024 * 1024 }

/** Returns the ids of those photos that a recorded handover does not contain. */
export type Unrecorded = (pictures: readonly Pick<Picture, '_id' | 'application'>[]) => Promise<ReadonlySet<string>>
const batchSize = 500

type Deps = { clock: Clock; files: FileStore }
type NewPictures = { applicationId: string; by: string; files: readonly ReceivedFile[] }
type Arrival = { application: string; by: string; file: ReceivedFile }

/** Photos that the office takes for a case. Only our own encoding is stored; the uploaded bytes are read once. */
export function picturesService({ clock, files }: Deps) {
  /**
   * Adds photos. An unreadable one is refused and the others are kept. One that the case has already is not added again: a
   * form was sent twice, or the same file was chosen again. Returns the ids of the photos that it `added` and of those that
   * were `there`.
   */
  async function add({ applicationId, by, files: received }: NewPictures) {
    const [added, there]: [string[], string[]] = [[], []]
    const refused: RefusedFile[] = []
    for (const file of received) {
      const taken = await take({ application: applicationId, by, file })
      if ('reason' in taken) refused.push({ field: file.field, name: file.name, reason: taken.reason })
      else (taken.isNew ? added : there).push(taken.id)
    }
    return { added, there, refused }
  }

  /**
   * Adds one photo. The limit holds for concurrent uploads too: the photo is counted after it was recorded, and removed if
   * it was one too many. Before that it is counted so as not to encode in vain.
   */
  async function take(arrival: Arrival): Promise<{ id: string; isNew: boolean } | { reason: RefusalReason }> {
    const { application, file } = arrival
    const count = () => PictureModel.countDocuments({ application })
    // Counted first: of two sendings, the one that finds no room then finds the photo of the other.
    const isFull = (await count()) >= maxPictures
    const there = await same(arrival)
    if (there || isFull) await files.remove(file.storageId)
    if (there) return there
    if (isFull) return { reason: 'too-many' }
    const bytes = await encodePicture(file)
    if (!bytes) return { reason: 'damaged' }
    const id = await storePicture(bytes, arrival)
    // One that was removed again in the same moment has to be sent once more.
    if (!id) return (await same(arrival)) ?? { reason: 'damaged' }
    if ((await count()) <= maxPictures) return { id, isNew: true }
    await remove(application, id)
    return { reason: 'too-many' }
  }

  /** Returns the photo of the case that came from the same file. */
  async function same({ application, file: { sha256 } }: Arrival): Promise<{ id: string; isNew: false } | null> {
    const there = await PictureModel.findOne({ application, sha256 }, { _id: 1 }).lean()
    return there && { id: there._id.toHexString(), isNew: false }
  }

  async function encodePicture(file: ReceivedFile): Promise<Buffer | null> {
    try {
      return await encodePreview(await readBytes(files, file.storageId))
    } catch (error) {
      if (error instanceof UnreadableImage) return null
      throw error
    } finally {
      await files.remove(file.storageId)
    }
  }

  /** Returns null when another request has recorded the same photo meanwhile. */
  async function storePicture(bytes: Buffer, { application, by, file }: Arrival): Promise<string | null> {
    const storageId = await storeBytes(files, bytes)
    const picture = { application, by, sha256: file.sha256, size: bytes.length, storageId, takenAt: clock.now() }
    try {
      const { _id } = await PictureModel.create(picture)
      await files.settle([storageId])
      return _id.toHexString()
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      await files.remove(storageId)
      return null
    }
  }

  const list = (applicationId: string): Promise<Picture[]> =>
    PictureModel.find({ application: applicationId }).sort({ takenAt: 1, _id: 1 }).lean<Picture[]>()

  async function find(applicationId: string, pictureId: string): Promise<Picture> {
    const picture = await PictureModel.findOne({ _id: pictureId, application: applicationId }).lean<Picture>()
    if (!picture) throw notFound()
    return picture
  }

  const open = ({ storageId }: Picture): Readable => files.open(storageId)

  /** Removes a photo. Safe to repeat. */
  async function remove(applicationId: string, pictureId: string): Promise<void> {
    const found = await PictureModel.findOne({ _id: pictureId, application: applicationId }).lean<Picture>()
    if (!found) return
    const { _id, storageId } = found
    await files.markForRemoval([storageId])
    await PictureModel.deleteOne({ _id })
    await files.remove(storageId)
  }

  /** Removes all photos of a case, once nothing in it names a person any more. Safe to repeat. */
  async function removeAll(applicationId: string): Promise<void> {
    for (const { _id } of await list(applicationId)) await remove(applicationId, _id.toHexString())
  }

  /**
   * Removes what a killed process or a lost connection left behind: files without a photo, and photos taken during a
   * handover that its record does not contain. Returns how many were removed.
   */
  async function sweep(unrecorded: Unrecorded): Promise<number> {
    const gone = await removeUnrecorded(unrecorded)
    return gone + (await files.sweep(new Date(clock.machineNow().getTime() - unclaimedForMs), claimed))
  }

  async function removeUnrecorded(unrecorded: Unrecorded): Promise<number> {
    let gone = 0
    let last: Picture['_id'] | null = null
    for (;;) {
      const after = last ? { _id: mongoose.trusted({ $gt: last }) } : {}
      const batch: Picture[] = await PictureModel.find(after).sort({ _id: 1 }).limit(batchSize).lean<Picture[]>()
      const unrecordedIds = await unrecorded(batch)
      for (const { _id, application } of batch) {
        if (!unrecordedIds.has(_id.toHexString())) continue
        await remove(application.toHexString(), _id.toHexString())
        gone += 1
      }
      last = batch.at(-1)?._id ?? null
      if (!last || batch.length < batchSize) return gone
    }
  }

  async function claimed(ids: string[]): Promise<Set<string>> {
    const found = await PictureModel.find({ storageId: mongoose.trusted({ $in: ids }) }, { storageId: 1 }).lean()
    return new Set(found.map(({ storageId }) => storageId))
  }

  return { room, add, list, find, open, remove, removeAll, sweep, claimed, store: files }
}
