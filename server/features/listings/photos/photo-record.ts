import mongoose from 'mongoose'
import type { Photo } from '#models/premises/parts/photo.ts'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { type Action, type FieldChange, recordAudit } from '#outside/audit.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'

export type PhotosRecord = Pick<Premises, 'photos' | 'floorPlan' | 'version'>

/** Returns the stored pictures of a premises. Throws when it does not exist. */
export async function photosOf(code: string): Promise<PhotosRecord> {
  const found = await PremisesModel.findOne({ code }, { photos: 1, floorPlan: 1, version: 1 }).lean<PhotosRecord>()
  if (!found) throw notFound()
  return found
}

/** Returns one photo. Throws when it does not exist. */
export async function photoOf(code: string, photoId: string): Promise<Photo> {
  const found = (await photosOf(code)).photos.find(({ _id }) => _id.toHexString() === photoId)
  if (!found) throw notFound()
  return found
}

/** Checks whether a photo with this file as its sphere is shown as a panorama. */
export async function showsSphere(file: string): Promise<boolean> {
  const shown = { 'panorama.file': new mongoose.Types.ObjectId(file), 'panorama.shown': true }
  return (await PremisesModel.exists({ photos: mongoose.trusted({ $elemMatch: shown }) })) !== null
}

/** Makes one write to the premises that the filter matches. A filter with an outdated version is a conflict. */
export async function changePhotos(
  filter: Record<string, unknown> & { code: string },
  change: mongoose.UpdateQuery<object>,
): Promise<void> {
  if (await tryChangePhotos(filter, change)) return
  if ('version' in filter) throw conflict('error.stale')
  throw notFound()
}

/** Does the same and returns whether it matched, for callers that interpret it. */
export async function tryChangePhotos(
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

/**
 * Returns a filter for the premises while it has this photo with this card. A card made meanwhile has files that the caller
 * has not read.
 */
export const unchangedPhotoFilter = (
  { _id, card }: Pick<Photo, '_id' | 'card'>,
  besides: Record<string, unknown> = {},
): Record<string, unknown> => {
  const asRead = card ? { 'card.renditions.file': card.renditions[0]?.file ?? null } : { card: null }
  return { photos: mongoose.trusted({ $elemMatch: { _id, ...asRead, ...besides } }) }
}

type PhotoAction = Extract<Action, `premises.photo${string}` | `premises.floor-plan${string}`>

export const auditPhotos = (action: PhotoAction, code: string, changes: readonly FieldChange[]): void =>
  recordAudit({ action, subject: { kind: 'premises', id: code, label: code }, changes })

/** Returns the audit change that tells which photo it is. */
export const photoChange = (photoId: string): FieldChange[] => [{ field: 'photo', before: photoId, after: photoId }]

export const idsOf = (photos: readonly { _id: mongoose.Types.ObjectId }[]): string[] =>
  photos.map(({ _id }) => _id.toHexString())
