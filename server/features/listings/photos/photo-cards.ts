import mongoose from 'mongoose'
import type { Focus, Photo, PhotoCard } from '#models/premises/parts/photo.ts'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { streamOf } from '#outside/database/stream.ts'
import { type FileStore, readBytes } from '#outside/files/files.ts'
import { encodeCard } from '#outside/files/images.ts'
import { cardFilesOf, cardLabelOf, storeRenditions } from '#features/premises/photos/photo-files.ts'
import { centre, cropAround } from '#features/premises/photos/photo-focus.ts'
import { tryChangePhotos } from './photo-record.ts'

/** Proportions of photos in lists. */
const cardProportions = { width: 16, height: 9 }

type PhotographedPremises = Pick<Premises, 'code' | 'photos'>

/** Creates the cards of photos: crops for lists, encoded by us. */
export function photoCards(store: FileStore) {
  /**
   * Makes the card of a photo around a point, from its largest WebP. The files are not settled; the caller that writes the
   * card into a record must do so. Throws when the photo's own file is missing.
   */
  async function make(photo: Pick<Photo, '_id' | 'renditions'>, around: Focus): Promise<PhotoCard> {
    const largest = photo.renditions.filter(({ format }) => format === 'webp').at(-1)
    if (!largest) throw new Error('a photo without a rendition has no card')
    const encoded = await encodeCard(await readBytes(store, largest.file.toHexString()), picture =>
      cropAround(picture, cardProportions, around),
    )
    const label = cardLabelOf(photo._id.toHexString(), around)
    return { around: { x: around.x, y: around.y }, renditions: await storeRenditions(store, encoded, label) }
  }

  /**
   * Makes missing cards of older photos until none are left or `signal` aborts. Safe to run at any time. Returns for how
   * many photos they were made, and how many have unreadable files.
   */
  async function makeMissing(signal?: AbortSignal): Promise<{ made: number; failed: number }> {
    const lacking = mongoose.trusted({ $elemMatch: { card: null } })
    const found = PremisesModel.find({ photos: lacking }, { code: 1, photos: 1 }).lean<PhotographedPremises>()
    const outcome = { made: 0, failed: 0 }
    for await (const { code, photos } of streamOf<PhotographedPremises>(found)) {
      if (signal?.aborted) break
      const cards = await Promise.allSettled(photos.filter(({ card }) => !card).map(photo => add(code, photo)))
      for (const card of cards) outcome[card.status === 'fulfilled' ? 'made' : 'failed'] += 1
    }
    return outcome
  }

  async function add(code: string, photo: Photo): Promise<void> {
    const card = await make(photo, photo.focus ?? centre)
    const unchanged = mongoose.trusted({ $elemMatch: { _id: photo._id, card: null, focus: photo.focus ?? null } })
    const done = await tryChangePhotos({ code, photos: unchanged }, { $set: { 'photos.$.card': card } })
    if (done) await store.settle(cardFilesOf({ card }))
    else await discard(card)
  }

  async function discard(card: PhotoCard): Promise<void> {
    for (const file of cardFilesOf({ card })) await store.remove(file)
  }

  return { make, makeMissing, discard }
}
export type PhotoCards = ReturnType<typeof photoCards>
