import mongoose from 'mongoose'
import type { Photo, Rendition } from '#models/premises/parts/photo.ts'
import type { Premises } from '#models/premises/premises.ts'
import { type FileStore, readBytes } from '#outside/files/files.ts'
import type { Encoded } from '#outside/files/images.ts'
import {
  cardLabelOf,
  filesOf,
  labelOf,
  type LabelFor,
  storePanorama,
  storeRenditions,
} from '#features/premises/photos/photo-files.ts'

export type Pictures = Pick<Premises, 'photos' | 'floorPlan'>
const noPictures: Pictures = { photos: [], floorPlan: null }

/**
 * Passes copies of a premises' pictures, with files of their own, to a function that writes them into another record, and
 * removes them if it refuses. Files left by a killed process are unclaimed and are swept. `from` is null when there is
 * nothing to copy.
 */
export async function copyPictures<T extends { ok: boolean }>(
  store: FileStore,
  from: Pictures | null,
  write: (pictures: Pictures) => Promise<T>,
): Promise<T> {
  const copied: Pictures = { ...noPictures, photos: [] }
  const files = () => [...copied.photos, ...(copied.floorPlan ? [copied.floorPlan] : [])].flatMap(filesOf)
  const drop = async () => {
    for (const id of files()) await store.remove(id)
  }
  try {
    for (const photo of from?.photos ?? []) copied.photos.push(await copyPhoto(store, photo))
    if (from?.floorPlan) copied.floorPlan = await copyPhoto(store, from.floorPlan)
    const verdict = await write(copied)
    if (verdict.ok) await store.settle(files())
    else await drop()
    return verdict
  } catch (error) {
    await drop()
    throw error
  }
}

async function copyPhoto(store: FileStore, photo: Photo): Promise<Photo> {
  const _id = new mongoose.Types.ObjectId()
  const id = _id.toHexString()
  const copy: Photo = { ...photo, _id, renditions: await copyRenditions(store, photo.renditions, labelOf(id)) }
  if (photo.card) {
    const { around } = photo.card
    copy.card = { around, renditions: await copyRenditions(store, photo.card.renditions, cardLabelOf(id, around)) }
  }
  if (photo.panorama) {
    const { file, shown, width, height } = photo.panorama
    const bytes = await readBytes(store, file.toHexString())
    copy.panorama = { shown, ...(await storePanorama(store, { bytes, width, height }, id)) }
  }
  return copy
}

async function copyRenditions(
  store: FileStore,
  renditions: readonly Rendition[],
  labelFor: LabelFor,
): Promise<Rendition[]> {
  const read: Encoded[] = []
  for (const { file, size, format, width, height } of renditions)
    read.push({ size, format, width, height, bytes: await readBytes(store, file.toHexString()) })
  return storeRenditions(store, read, labelFor)
}
