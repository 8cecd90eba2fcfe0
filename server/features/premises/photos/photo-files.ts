import mongoose from 'mongoose'
import type { Focus, Photo, Rendition, StoredPanorama } from '#models/premises/parts/photo.ts'
import { type FileStore, saveBytes } from '#outside/files/files.ts'
import type { Encoded, PhotoFormat, PhotoSize } from '#outside/files/images.ts'

/** The name of a card's rendition: it tells the point, because another point is another picture. */
export type CardSize = `card-${number}-${number}-${PhotoSize}`
export const cardSizeOf = ({ x, y }: Focus, size: PhotoSize): CardSize => `card-${x}-${y}-${size}`

/** The label under which a file is found; see `FileStore`. */
export const fileLabel = (photoId: string, size: PhotoSize | CardSize, format: PhotoFormat): string =>
  `${photoId}/${size}.${format}`

/** The label of the whole sphere of a photo that may be a panorama. */
export const panoramaLabel = (photoId: string): string => `${photoId}/panorama.webp`

/** Labels for the renditions of a photo, or of its card. */
export type LabelFor = (rendition: Pick<Rendition, 'size' | 'format'>) => string
export const labelOf =
  (photoId: string): LabelFor =>
  ({ size, format }) =>
    fileLabel(photoId, size, format)
export const cardLabelOf =
  (photoId: string, around: Focus): LabelFor =>
  ({ size, format }) =>
    fileLabel(photoId, cardSizeOf(around, size), format)

/** Stores pictures and returns them as a record keeps them; whoever writes the record settles their files. */
export async function saveRenditions(
  store: FileStore,
  encoded: readonly Encoded[],
  labelFor: LabelFor,
): Promise<Rendition[]> {
  const renditions: Rendition[] = []
  for (const { bytes, ...rendition } of encoded) {
    const file = new mongoose.Types.ObjectId(await saveBytes(store, bytes, labelFor(rendition)))
    renditions.push({ ...rendition, file, bytes: bytes.length })
  }
  return renditions
}

/** Stores the whole sphere of a photo; whoever writes the record settles its file. */
export async function savePanorama(
  store: FileStore,
  { bytes, width, height }: Pick<Encoded, 'bytes' | 'width' | 'height'>,
  photoId: string,
): Promise<Omit<StoredPanorama, 'shown'>> {
  const file = new mongoose.Types.ObjectId(await saveBytes(store, bytes, panoramaLabel(photoId)))
  return { file, width, height, bytes: bytes.length }
}

const idsOf = (renditions: readonly Rendition[]): string[] => renditions.map(({ file }) => file.toHexString())
export const cardFilesOf = ({ card }: Pick<Photo, 'card'>): string[] => idsOf(card?.renditions ?? [])
/** Every file that a photo needs, with those of its card and its panorama. */
export const filesOf = (photo: Photo): string[] => [
  ...idsOf(photo.renditions),
  ...cardFilesOf(photo),
  ...(photo.panorama ? [photo.panorama.file.toHexString()] : []),
]
