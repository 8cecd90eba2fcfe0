import mongoose from 'mongoose'
import type { Focus, Photo, Rendition, StoredPanorama } from '#models/premises/parts/photo.ts'
import { type FileStore, storeBytes } from '#outside/files/files.ts'
import type { Encoded, PhotoFormat, PhotoSize } from '#outside/files/images.ts'

/** Name of a rendition of the card. It contains the focus, because another focus is another picture. */
export type CardSize = `card-${number}-${number}-${PhotoSize}`
export const cardSizeOf = ({ x, y }: Focus, size: PhotoSize): CardSize => `card-${x}-${y}-${size}`

/** Returns the label by which a file is found; see `FileStore`. */
export const fileLabel = (photoId: string, size: PhotoSize | CardSize, format: PhotoFormat): string =>
  `${photoId}/${size}.${format}`

/** Returns the label of the whole sphere of a photo that can be a panorama. */
export const panoramaLabel = (photoId: string): string => `${photoId}/panorama.webp`

/** Returns the label of a rendition of a photo, or of its card. */
export type LabelFor = (rendition: Pick<Rendition, 'size' | 'format'>) => string
export const labelOf =
  (photoId: string): LabelFor =>
  ({ size, format }) =>
    fileLabel(photoId, size, format)
export const cardLabelOf =
  (photoId: string, around: Focus): LabelFor =>
  ({ size, format }) =>
    fileLabel(photoId, cardSizeOf(around, size), format)

/** Stores pictures and returns them as renditions for a record. The caller that writes the record must settle the files. */
export async function storeRenditions(
  store: FileStore,
  encoded: readonly Encoded[],
  labelFor: LabelFor,
): Promise<Rendition[]> {
  const renditions: Rendition[] = []
  for (const { bytes, ...rendition } of encoded) {
    const file = new mongoose.Types.ObjectId(await storeBytes(store, bytes, labelFor(rendition)))
    renditions.push({ ...rendition, file, bytes: bytes.length })
  }
  return renditions
}

/** Stores the whole sphere of a photo. The caller that writes the record must settle the file. */
export async function storePanorama(
  store: FileStore,
  { bytes, width, height }: Pick<Encoded, 'bytes' | 'width' | 'height'>,
  photoId: string,
): Promise<Omit<StoredPanorama, 'shown'>> {
  const file = new mongoose.Types.ObjectId(await storeBytes(store, bytes, panoramaLabel(photoId)))
  return { file, width, height, bytes: bytes.length }
}

const idsOf = (renditions: readonly Rendition[]): string[] => renditions.map(({ file }) => file.toHexString())
export const cardFilesOf = ({ card }: Pick<Photo, 'card'>): string[] => idsOf(card?.renditions ?? [])
/** Returns the ids of all files of a photo, including those of its card and its panorama. */
export const filesOf = (photo: Photo): string[] => [
  ...idsOf(photo.renditions),
  ...cardFilesOf(photo),
  ...(photo.panorama ? [photo.panorama.file.toHexString()] : []),
]
