import type { Readable } from 'node:stream'
import mongoose from 'mongoose'
import type { Photo } from '#models/premises/parts/photo.ts'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import type { Clock } from '#outside/clock.ts'
import { doneBefore, fieldChanges } from '#outside/audit.ts'
import { type FileStore, readBytes } from '#outside/files/files.ts'
import {
  encodePanorama,
  encodePhoto,
  type PhotoFormat,
  type PhotoSize,
  pictureHead,
  UnreadableImage,
} from '#outside/files/images.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { ReceivedFile, RefusedFile } from '#shared/files/file-rules.ts'
import { checkPanoramaSize } from '#features/premises/photos/panorama.ts'
import {
  type CardSize,
  fileLabel,
  filesOf,
  labelOf,
  panoramaLabel,
  storePanorama,
  storeRenditions,
} from '#features/premises/photos/photo-files.ts'
import { centre } from '#features/premises/photos/photo-focus.ts'
import { createEventPush } from '#features/premises/listing/recording.ts'
import { withDeps } from '#shared/with-deps.ts'
import { copyPictures } from './photo-copies.ts'
import { readSphereMark } from './panorama-mark.ts'
import { createPhotoActions } from './photo-acts.ts'
import { maxPhotos } from './photo-limits.ts'
import { sortNewPhotos } from './new-photos.ts'
import { photoCards } from './photo-cards.ts'
import { markUnclaimedFiles } from './unclaimed-files.ts'
import { tryChangePhotos, unchangedPhotoFilter, idsOf, photosOf, auditPhotos, showsSphere } from './photo-record.ts'

const unclaimedForMs = 60 * 60 * 1000
/** Maximum number of attempts. In each round at least one of the concurrent writers succeeds. */
const maxAttempts = 20
/** Paths where a premises refers to picture files. */
const filePaths = [
  ...['photos.renditions.file', 'photos.card.renditions.file', 'photos.panorama.file'],
  'floorPlan.renditions.file',
]

type Deps = { clock: Clock; photos: FileStore }
type Author = { id: string; name: string }
type PhotoReference = { code: string; photoId: string; by: Author }
type ProcessedPhoto = { file: ReceivedFile; photo: Photo }
/** `there`: number of the files that the premises had already; see `sortNewPhotos`. */
type AddedPhotos = { added: number; there: number; refused: RefusedFile[] }
type OpenPicture = { bytes: Readable; size: number }
type Pictures = Pick<Premises, 'photos' | 'floorPlan'>
type NewPhotos = { code: string; files: ReceivedFile[]; by: Author }

/**
 * Service for the photos of premises. Only our own renditions are kept: the uploaded bytes are read once and removed. Each
 * change is one write to the premises, with its event.
 */
export function photosService({ clock, photos }: Deps) {
  const event = (kind: string, by: Author) => createEventPush({ at: clock.now(), kind, by })
  const cards = photoCards(photos)

  /**
   * Adds photos at the end. One that cannot be read, or has no room any more, is refused, and the others are kept. One that
   * the premises has already is not added again.
   */
  async function add({ code, files, by }: NewPhotos): Promise<AddedPhotos> {
    const refused: RefusedFile[] = []
    const refuse = ({ field, name }: ReceivedFile, reason: RefusedFile['reason']) =>
      refused.push({ field, name, reason })
    const processed: ProcessedPhoto[] = []
    const received = files.map(file => ({ file }))
    // Sorted before they are converted too, which takes seconds for each.
    const sorted = sortNewPhotos(received, (await photosOf(code)).photos)
    await removeFiles([...sorted.there, ...sorted.tooMany].map(({ file }) => file.storageId))
    for (const { file } of sorted.tooMany) refuse(file, 'too-many')
    for (const { file } of sorted.fitting) {
      const photo = await makePhoto(file, make)
      if (photo) processed.push({ file, photo })
      else refuse(file, 'damaged')
    }
    const claimed = await claim(code, processed, by)
    await removeFiles([...claimed.there, ...claimed.tooMany].flatMap(({ photo }) => filesOf(photo)))
    for (const { file } of claimed.tooMany) refuse(file, 'too-many')
    const added = claimed.fitting.map(({ photo }) => photo)
    const result = { added: added.length, there: sorted.there.length + claimed.there.length, refused }
    if (added.length === 0) return result.there > 0 && refused.length === 0 ? doneBefore(result) : result
    auditPhotos('premises.photos-added', code, [{ field: 'photos', before: [], after: idsOf(added) }])
    return result
  }

  /** Sets the floor plan, replacing an earlier one unless it is the same file. Returns false when it cannot be read. */
  async function setFloorPlan({ code, file, by }: { code: string; file: ReceivedFile; by: Author }): Promise<boolean> {
    const plan = await makePhoto(file, store)
    if (!plan) return false
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const { floorPlan: old } = await photosOf(code).catch(removePlanAndRethrow(plan))
      if (old?.sha256 === plan.sha256) {
        await removeFiles(filesOf(plan))
        return doneBefore(true)
      }
      // Files to be replaced are marked first; if the process were killed after the write, nothing would refer to them.
      if (old) await photos.markForRemoval(filesOf(old))
      const set = { $set: { floorPlan: plan }, $push: event('floor-plan-set', by) }
      if (!(await tryChangePhotos({ code, ...unchangedPlanFilter(old) }, set))) continue
      await photos.settle(filesOf(plan))
      const were = old?._id.toHexString() ?? null
      auditPhotos('premises.floor-plan-set', code, [
        { field: 'floorPlan', before: were, after: plan._id.toHexString() },
      ])
      if (old) await removeFiles(filesOf(old))
      return true
    }
    await removeFiles(filesOf(plan))
    throw conflict('error.stale')
  }

  const removePlanAndRethrow = (plan: Photo) => async (error: unknown) => {
    await removeFiles(filesOf(plan))
    throw error
  }

  /**
   * Makes a photo from an uploaded file; `storing` converts the bytes. Returns null when they are not a picture. The upload
   * is removed in either case.
   */
  async function makePhoto(file: ReceivedFile, storing: (bytes: Buffer) => Promise<Photo>): Promise<Photo | null> {
    try {
      return { ...(await storing(await readBytes(photos, file.storageId))), sha256: file.sha256 }
    } catch (error) {
      if (error instanceof UnreadableImage) return null
      throw error
    } finally {
      await photos.remove(file.storageId)
    }
  }

  async function store(bytes: Buffer): Promise<Photo> {
    const encoded = await encodePhoto(bytes)
    const _id = new mongoose.Types.ObjectId()
    const renditions = await storeRenditions(photos, encoded, labelOf(_id.toHexString()))
    const { width = 0, height = 0 } = encoded.at(-1) ?? {}
    return { _id, alt: {}, width, height, renditions }
  }

  /**
   * Makes a photo with its card, and with the whole sphere if it can be a panorama. The file's metadata decides whether it
   * is shown as one, and later the manager. The caller that writes it into a record must settle its files. Throws
   * `UnreadableImage`.
   */
  async function make(bytes: Buffer): Promise<Photo> {
    const { xmp, ...size } = await pictureHead(bytes)
    const flat = await store(bytes)
    const photo = { ...flat, card: await cards.make(flat, centre) }
    const marked = readSphereMark(xmp)
    if (!checkPanoramaSize(size).ok || marked === 'part') return photo
    const sphere = await storePanorama(photos, await encodePanorama(bytes), photo._id.toHexString())
    return { ...photo, panorama: { shown: marked === 'whole', ...sphere } }
  }

  /**
   * Adds those photos to the premises that it does not have at the time of the write, as many as there is room for. If it
   * does not exist, all are removed.
   */
  async function claim(code: string, processed: readonly ProcessedPhoto[], by: Author) {
    const removeAll = () => removeFiles(processed.flatMap(({ photo }) => filesOf(photo)))
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const { photos: present } = await photosOf(code).catch(async (error: unknown) => {
        await removeAll()
        throw error
      })
      const sorted = sortNewPhotos(processed, present)
      if (sorted.fitting.length === 0) return sorted
      const fitting = sorted.fitting.map(({ photo }) => photo)
      const change = { $push: { photos: { $each: fitting }, ...event('photos-added', by) } }
      if (!(await tryChangePhotos({ code, ...stillNewFilter(fitting) }, change))) continue
      await photos.settle(fitting.flatMap(filesOf))
      return sorted
    }
    await removeAll()
    throw conflict('error.stale')
  }

  /** Removes a photo or the floor plan, with all renditions that it has at the time of the write. */
  async function remove({ code, photoId, by }: PhotoReference): Promise<void> {
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const { photos: list, floorPlan } = await photosOf(code)
      const plan = floorPlan?._id.toHexString() === photoId ? floorPlan : null
      const gone = plan ?? list.find(photo => photo._id.toHexString() === photoId)
      if (!gone) throw notFound()
      await photos.markForRemoval(filesOf(gone))
      const removed = await tryChangePhotos(
        { code, ...(plan ? unchangedPlanFilter(plan) : unchangedPhotoFilter(gone)) },
        plan
          ? { $set: { floorPlan: null }, $push: event('floor-plan-removed', by) }
          : { $pull: { photos: { _id: gone._id } }, $push: event('photo-removed', by) },
      )
      if (!removed) continue
      auditPhotos(plan ? 'premises.floor-plan-removed' : 'premises.photo-removed', code, [
        { field: plan ? 'floorPlan' : 'photo', before: photoId, after: null },
        ...fieldChanges({ ...gone.alt }, {}).map(change => ({ ...change, field: `alt.${change.field}` })),
      ])
      return removeFiles(filesOf(gone))
    }
    throw conflict('error.stale')
  }

  async function removeFiles(ids: string[]): Promise<void> {
    for (const id of ids) await photos.remove(id)
  }

  /** Returns the bytes of a rendition, or null. */
  async function open(photoId: string, size: PhotoSize | CardSize, format: PhotoFormat): Promise<OpenPicture | null> {
    const found = await photos.find(fileLabel(photoId, size, format))
    return found && { bytes: photos.open(found.id), size: found.size }
  }

  /**
   * Returns the bytes of a photo's whole sphere, a WebP. Returns null while the photo is not shown as a panorama, because
   * the sphere shows more detail than the photo.
   */
  async function openPanorama(photoId: string): Promise<OpenPicture | null> {
    const found = await photos.find(panoramaLabel(photoId))
    return found && (await showsSphere(found.id)) ? { bytes: photos.open(found.id), size: found.size } : null
  }

  /** Removes files that no premises shows. Returns how many were removed. */
  async function sweep(): Promise<number> {
    return photos.sweep(new Date(clock.machineNow().getTime() - unclaimedForMs), claimed)
  }

  async function claimed(ids: string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set()
    const idFilter = mongoose.trusted({ $in: ids })
    const found = await PremisesModel.find(
      { $or: filePaths.map(path => ({ [path]: idFilter })) },
      { photos: 1, floorPlan: 1 },
    ).lean<Pictures[]>()
    const shown = new Set(found.flatMap(fileIdsOf))
    return new Set(ids.filter(id => shown.has(id)))
  }

  /** Yields every file that a premises refers to. */
  async function* named(): AsyncIterable<string> {
    const all = PremisesModel.find({}, { photos: 1, floorPlan: 1 }).lean<Pictures>()
    for await (const premises of all.cursor()) yield* fileIdsOf(premises)
  }

  const acts = createPhotoActions({ clock, cards, store: photos })
  const { makeMissing: makeMissingCards } = cards
  return {
    add,
    make,
    setFloorPlan,
    remove,
    open,
    openPanorama,
    sweep,
    claimed,
    markUnclaimed: withDeps({ clock, store: photos, named }, markUnclaimedFiles),
    makeMissingCards,
    copying: <T extends { ok: boolean }>(from: Pictures | null, write: (pictures: Pictures) => Promise<T>) =>
      copyPictures(photos, from, write),
    store: photos,
    ...acts,
  }
}
/** Matches a premises while it has room for these photos, and none of them. */
const stillNewFilter = (fitting: readonly Photo[]) => ({
  // Not `null`: that matches any list of objects, because none of them has a field called 29.
  [`photos.${String(maxPhotos - fitting.length)}`]: mongoose.trusted({ $exists: false }),
  'photos.sha256': mongoose.trusted({ $nin: fitting.map(({ sha256 }) => sha256) }),
})

/** Of two plans set at once, the second replaces the first and removes its files. */
const unchangedPlanFilter = (plan: Photo | null) => (plan ? { 'floorPlan._id': plan._id } : { floorPlan: null })

const fileIdsOf = ({ photos, floorPlan }: Pictures): string[] =>
  [...photos, ...(floorPlan ? [floorPlan] : [])].flatMap(filesOf)

export type PhotosService = ReturnType<typeof photosService>
