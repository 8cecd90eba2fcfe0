import mongoose from 'mongoose'
import type { Focus, Photo, Rendition } from '../../../models/parts/photo.ts'
import type { Premises } from '../../../models/premises.ts'
import { type FileStore, readBytes, saveBytes } from '../../outside/files.ts'
import type { PhotoFormat, PhotoSize } from '../../outside/images.ts'

export type Pictures = Pick<Premises, 'photos' | 'floorPlan'>
const none: Pictures = { photos: [], floorPlan: null }

export const labelOf = (photoId: string, size: PhotoSize | CardSize, format: PhotoFormat) =>
  `${photoId}/${size}.${format}`
/** The name of a card's rendition: it tells the point, because another point is another picture. */
export type CardSize = `card-${number}-${number}-${PhotoSize}`
export const cardSizeOf = ({ x, y }: Focus, size: PhotoSize): CardSize => `card-${x}-${y}-${size}`
export const cardLabelOf = (photoId: string, around: Focus, { size, format }: Pick<Rendition, 'size' | 'format'>) =>
  `${photoId}/${cardSizeOf(around, size)}.${format}`

const idsOf = (renditions: readonly Rendition[]): string[] => renditions.map(({ file }) => file.toHexString())
export const cardFilesOf = ({ card }: Pick<Photo, 'card'>): string[] => idsOf(card?.renditions ?? [])
/** Every file that a photo needs, with those of its card. */
export const filesOf = (photo: Photo): string[] => [...idsOf(photo.renditions), ...cardFilesOf(photo)]

/**
 * Hands copies of a premises' pictures, with files of their own, to whoever writes them into another record; they go when
 * that is refused. What a kill leaves between is unclaimed, and swept. Null: there are none to copy.
 */
export function copyingOf(store: FileStore) {
  async function copyOf(photo: Photo): Promise<Photo> {
    const _id = new mongoose.Types.ObjectId()
    const id = _id.toHexString()
    const renditions = await copiesOf(photo.renditions, ({ size, format }) => labelOf(id, size, format))
    if (!photo.card) return { ...photo, _id, renditions }
    const { around } = photo.card
    const ofCard = await copiesOf(photo.card.renditions, rendition => cardLabelOf(id, around, rendition))
    return { ...photo, _id, renditions, card: { around, renditions: ofCard } }
  }

  async function copiesOf(renditions: readonly Rendition[], labelFor: (rendition: Rendition) => string) {
    const copies: Rendition[] = []
    for (const rendition of renditions) {
      const bytes = await readBytes(store, rendition.file.toHexString())
      const file = await saveBytes(store, bytes, labelFor(rendition))
      copies.push({ ...rendition, file: new mongoose.Types.ObjectId(file) })
    }
    return copies
  }

  return async function copying<T extends { ok: boolean }>(
    from: Pictures | null,
    write: (pictures: Pictures) => Promise<T>,
  ): Promise<T> {
    const made: Pictures = { ...none, photos: [] }
    const files = () => [...made.photos, ...(made.floorPlan ? [made.floorPlan] : [])].flatMap(filesOf)
    const drop = async () => {
      for (const id of files()) await store.remove(id)
    }
    try {
      for (const photo of from?.photos ?? []) made.photos.push(await copyOf(photo))
      if (from?.floorPlan) made.floorPlan = await copyOf(from.floorPlan)
      const verdict = await write(made)
      if (verdict.ok) await store.settle(files())
      else await drop()
      return verdict
    } catch (error) {
      await drop()
      throw error
    }
  }
}
