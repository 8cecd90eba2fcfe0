import mongoose from 'mongoose'
import type { Photo } from '../../../models/parts/photo.ts'
import type { Premises } from '../../../models/premises.ts'
import { type FileStore, readBytes, saveBytes } from '../../outside/files.ts'
import type { PhotoFormat, PhotoSize } from '../../outside/images.ts'

export type Pictures = Pick<Premises, 'photos' | 'floorPlan'>
const none: Pictures = { photos: [], floorPlan: null }

export const labelOf = (photoId: string, size: PhotoSize, format: PhotoFormat) => `${photoId}/${size}.${format}`
export const filesOf = ({ renditions }: Photo): string[] => renditions.map(({ file }) => file.toHexString())

/**
 * Hands copies of a premises' pictures, with files of their own, to whoever writes them into another record; they go when
 * that is refused. What a kill leaves between is unclaimed, and swept. Null: there are none to copy.
 */
export function copyingOf(store: FileStore) {
  async function copyOf(photo: Photo): Promise<Photo> {
    const _id = new mongoose.Types.ObjectId()
    const renditions: Photo['renditions'] = []
    for (const rendition of photo.renditions) {
      const bytes = await readBytes(store, rendition.file.toHexString())
      const file = await saveBytes(store, bytes, labelOf(_id.toHexString(), rendition.size, rendition.format))
      renditions.push({ ...rendition, file: new mongoose.Types.ObjectId(file) })
    }
    return { ...photo, _id, renditions }
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
