import mongoose from 'mongoose'
import type { Photo } from '#models/premises/parts/photo.ts'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { type Action, type FieldChange, recordAudit } from '#outside/audit.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'

export type PhotosRecord = Pick<Premises, 'photos' | 'floorPlan' | 'version'>

/** Pictures of a premises as they are stored. Throws when there is no such premises. */
export async function photosOf(code: string): Promise<PhotosRecord> {
  const found = await PremisesModel.findOne({ code }, { photos: 1, floorPlan: 1, version: 1 }).lean<PhotosRecord>()
  if (!found) throw notFound()
  return found
}

/** One of them. Throws when there is no such photo. */
export async function photoOf(code: string, photoId: string): Promise<Photo> {
  const found = (await photosOf(code)).photos.find(({ _id }) => _id.toHexString() === photoId)
  if (!found) throw notFound()
  return found
}

/** Whether a photo of some premises is shown as the panorama whose sphere is this file. */
export async function showsSphere(file: string): Promise<boolean> {
  const shown = { 'panorama.file': new mongoose.Types.ObjectId(file), 'panorama.shown': true }
  return (await PremisesModel.exists({ photos: mongoose.trusted({ $elemMatch: shown }) })) !== null
}

/** One write to the premises that the filter finds; a filter with a version that has gone is a conflict. */
export async function changePhotos(
  filter: Record<string, unknown> & { code: string },
  change: mongoose.UpdateQuery<object>,
): Promise<void> {
  if (await changedPhotos(filter, change)) return
  if ('version' in filter) throw conflict('error.stale')
  throw notFound()
}

/** The same, for those who know what it means that nothing was found. */
export async function changedPhotos(
  filter: Record<string, unknown>,
  change: mongoose.UpdateQuery<object>,
  options: { arrayFilters?: Record<string, unknown>[] } = {},
): Promise<boolean> {
  const { matchedCount } = await changeCatalogue(revision =>
    PremisesModel.updateOne(
      filter,
      { ...change, $set: { ...change['$set'], revision }, $inc: { version: 1 } },
      options,
    ),
  )
  return matchedCount > 0
}

/** Finds the premises while it has this photo, with this card: a card that was made meanwhile has files that nobody has read of. */
export const hasStill = (
  { _id, card }: Pick<Photo, '_id' | 'card'>,
  besides: Record<string, unknown> = {},
): Record<string, unknown> => {
  const asRead = card ? { 'card.renditions.file': card.renditions[0]?.file ?? null } : { card: null }
  return { photos: mongoose.trusted({ $elemMatch: { _id, ...asRead, ...besides } }) }
}

type PhotoAction = Extract<Action, `premises.photo${string}` | `premises.floor-plan${string}`>

export const auditPhotos = (action: PhotoAction, code: string, changes: readonly FieldChange[]): void =>
  recordAudit({ action, subject: { kind: 'premises', id: code, label: code }, changes })

/** Says in the audit which photo it is. */
export const which = (photoId: string): FieldChange[] => [{ field: 'photo', before: photoId, after: photoId }]

export const idsOf = (photos: readonly { _id: mongoose.Types.ObjectId }[]): string[] =>
  photos.map(({ _id }) => _id.toHexString())
