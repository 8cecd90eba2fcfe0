import type { Readable } from 'node:stream'
import mongoose from 'mongoose'
import { PictureModel, type Picture } from '#models/documents/picture.ts'
import type { Clock } from '#outside/clock.ts'
import { readBytes, storeBytes, type FileStore } from '#outside/files/files.ts'
import { encodePreview, UnreadableImage } from '#outside/files/images.ts'
import { notFound } from '#shared/errors.ts'
import type { ReceivedFile, RefusedFile, UploadQuota } from '#shared/files/file-rules.ts'

const unclaimedForMs = 60 * 60 * 1000
/** Maximum number of photos of one case. */
export const maxPictures = 20
const maxBytes = 200 * 1024 * 1024

/** Returns the ids of those photos that a recorded handover does not contain. */
export type Unrecorded = (pictures: readonly Pick<Picture, '_id' | 'application'>[]) => Promise<ReadonlySet<string>>
const batchSize = 500

type Deps = { clock: Clock; files: FileStore }
type NewPictures = { applicationId: string; by: string; files: readonly ReceivedFile[] }

/** Photos that the office takes for a case. Only our own encoding is stored; the uploaded bytes are read once. */
export function picturesService({ clock, files }: Deps) {
  /** Returns how many photos and bytes may still be uploaded; never negative. */
  async function room(applicationId: string): Promise<UploadQuota> {
    const taken = await PictureModel.countDocuments({ application: applicationId })
    return { files: Math.max(0, maxPictures - taken), bytes: maxBytes }
  }

  /**
   * Adds photos. An unreadable one is refused and the others are kept. The limit holds for concurrent uploads too: each
   * photo is counted after it was recorded, and removed if it was one too many.
   */
  async function add({ applicationId, by, files: received }: NewPictures) {
    const added: string[] = []
    const refused: RefusedFile[] = []
    for (const file of received) {
      const refuse = (reason: RefusedFile['reason']) => refused.push({ field: file.field, name: file.name, reason })
      const bytes = await encodePicture(file)
      const id = bytes ? await storePicture(bytes, { application: applicationId, by }) : null
      if (!id) refuse('damaged')
      else if ((await PictureModel.countDocuments({ application: applicationId })) <= maxPictures) added.push(id)
      else {
        await remove(applicationId, id)
        refuse('too-many')
      }
    }
    return { added, refused }
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

  async function storePicture(bytes: Buffer, about: { application: string; by: string }): Promise<string> {
    const storageId = await storeBytes(files, bytes)
    const { _id } = await PictureModel.create({ ...about, size: bytes.length, storageId, takenAt: clock.now() })
    await files.settle([storageId])
    return _id.toHexString()
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
