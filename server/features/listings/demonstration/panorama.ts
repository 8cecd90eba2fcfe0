import { trusted } from 'mongoose'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { recorded } from '#features/premises/listing/recording.ts'
import { filesOf } from '#features/premises/photos/photo-files.ts'
import { changedPhotos } from '../photos/photo-record.ts'
import type { PhotosService } from '../photos/photos-service.ts'
import { emptyRoom } from './empty-room.ts'

/** A shop of the demonstration street as large as the drawn room. */
const code = 'SFH-B-0302'
const alt = {
  ru: 'Пустой магазин с двумя витринами; нарисован для примера',
  en: 'An empty shop with two shop windows; drawn as an example',
  zh: '空店铺，有两扇橱窗；仅为演示绘制',
}

/**
 * Adds the panorama to one premises of the demonstration street. Does nothing when it does not exist, or has or had photos;
 * safe to repeat. Returns whether it was added.
 */
export async function seedPanorama(photos: Pick<PhotosService, 'make' | 'store'>): Promise<boolean> {
  const untouched = { code, demo: true, photos: trusted({ $size: 0 }), 'events.kind': trusted({ $ne: 'photos-added' }) }
  const found = await PremisesModel.findOne(untouched, { updatedAt: 1 }).lean<Pick<Premises, 'updatedAt'>>()
  if (!found) return false
  const photo = await photos.make(await emptyRoom())
  const event = recorded({ at: found.updatedAt, kind: 'photos-added', by: null })
  const added = await changedPhotos(untouched, { $push: { photos: { ...photo, alt }, ...event } })
  if (added) await photos.store.settle(filesOf(photo))
  else for (const file of filesOf(photo)) await photos.store.remove(file)
  return added
}
