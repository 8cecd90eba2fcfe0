import mongoose, { type Types } from 'mongoose'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Focus, Photo } from '#models/premises/parts/photo.ts'
import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'
import { doneBefore, fieldChanges } from '#outside/audit.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { cardFilesOf } from '#features/premises/photos/photo-files.ts'
import { centre } from '#features/premises/photos/photo-focus.ts'
import { createEventPush } from '#features/premises/listing/recording.ts'
import { canBePanorama, isPanorama } from '#features/premises/photos/panorama.ts'
import type { PhotoCards } from './photo-cards.ts'
import { altMark, focusMark, orderMark } from './photo-marks.ts'
import {
  tryChangePhotos,
  changePhotos,
  unchangedPhotoFilter,
  idsOf,
  photoOf,
  photosOf,
  auditPhotos,
  photoChange,
} from './photo-record.ts'
import { dot } from '#shared/texts/facts.ts'

type Author = { id: string; name: string }
/** Maximum number of attempts. In each round at least one of the concurrent writers succeeds. */
const maxAttempts = 20

type PhotoReference = { code: string; photoId: string; by: Author }
/** New descriptions by photo id, with the mark of what the form was opened with. */
export type Descriptions = Readonly<Record<string, { alt: LocalisedText; seen: string }>>
type DescribeRequest = { code: string; descriptions: Descriptions; by: Author }
/** `photos` are those that a colleague has described differently meanwhile. */
type DescribeVerdict = { ok: true } | { ok: false; reason: 'stale'; photos: string[] }
type FocusRequest = PhotoReference & { focus: Focus; seen?: string }
type ShiftRequest = PhotoReference & { places: -1 | 1; seen?: string }
type OrderRequest = { code: string; places: Places; seen?: string; by: Author }

/**
 * Acts on photos: descriptions, focus and order. `seen` is the mark of what the user saw (photo-marks.ts). If it has changed
 * since, the result is "stale" and nothing is written.
 */
export function createPhotoActions({ clock, cards, store }: { clock: Clock; cards: PhotoCards; store: FileStore }) {
  const event = (kind: string, by: Author) => createEventPush({ at: clock.now(), kind, by })

  /** Describes several photos in one write: all whose descriptions the user changed, or none. */
  async function describe({ code, by, descriptions }: DescribeRequest): Promise<DescribeVerdict> {
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const { photos } = await photosOf(code)
      const newDescriptions = findChangedDescriptions(photos, descriptions)
      const stale = newDescriptions.filter(({ photo, seen }) => seen && seen !== altMark(photo))
      if (stale.length > 0) return { ...no('stale'), photos: idsOf(stale.map(({ photo }) => photo)) }
      if (newDescriptions.length === 0) return doneBefore(yes)
      const each = newDescriptions.map(({ photo: { _id, alt } }) => ({
        photos: mongoose.trusted({ $elemMatch: { _id, alt } }),
      }))
      const set = Object.fromEntries(newDescriptions.map(({ alt }, index) => [`photos.$[p${String(index)}].alt`, alt]))
      const arrayFilters = newDescriptions.map(({ photo }, index) => ({ [`p${String(index)}._id`]: photo._id }))
      const change = { $set: set, $push: event('photo-described', by) }
      if (!(await tryChangePhotos({ code, $and: each }, change, { arrayFilters }))) continue
      auditPhotos('premises.photo-described', code, newDescriptions.flatMap(describedChanges))
      return yes
    }
    throw conflict('error.stale')
  }

  /**
   * Sets the focus of a photo and crops its card again. The old card is removed by the sweep, because pages in use still
   * show it.
   */
  async function focus({ code, photoId, by, focus: { x, y }, seen }: FocusRequest): Promise<Verdict<'stale'>> {
    const before = await photoOf(code, photoId)
    if (before.focus?.x === x && before.focus.y === y) return doneBefore(yes)
    if (seen && seen !== focusMark(before)) return no('stale')
    const card = await cards.make(before, { x, y })
    await store.markForRemoval(cardFilesOf(before))
    const done = await tryChangePhotos(
      { code, ...unchangedPhotoFilter(before, { focus: before.focus ?? null }) },
      { $set: { 'photos.$.focus': { x, y }, 'photos.$.card': card }, $push: event('photo-focused', by) },
    )
    if (!done) await cards.discard(card)
    if (!done) return no('stale')
    await store.settle(cardFilesOf({ card }))
    const was = before.focus ?? centre
    const change = { field: 'focus', before: `${was.x} %${dot}${was.y} %`, after: `${x} %${dot}${y} %` }
    auditPhotos('premises.photo-focused', code, [...photoChange(photoId), change])
    return yes
  }

  /** Moves a photo one place earlier or later; does nothing at the ends. */
  async function shift({ places, photoId, ...asked }: ShiftRequest): Promise<Verdict<'stale'>> {
    const at = idsOf((await photosOf(asked.code)).photos).indexOf(photoId)
    if (at < 0) throw notFound()
    return order({ ...asked, places: { [photoId]: at + 1 + places } })
  }

  /** Moves photos to the requested places in one write. */
  async function order({ code, places, seen, by }: OrderRequest): Promise<Verdict<'stale'>> {
    const { photos, version } = await photosOf(code)
    if (seen && seen !== orderMark(photos)) return no('stale')
    const sorted = moveToPlaces(photos, places)
    const changes = fieldChanges({ photos: idsOf(photos) }, { photos: idsOf(sorted) })
    if (changes.length === 0) return doneBefore(yes)
    await changePhotos({ code, version }, { $set: { photos: sorted }, $push: event('photos-ordered', by) })
    auditPhotos('premises.photos-ordered', code, changes)
    return yes
  }

  return { describe, focus, showAsPanorama: createShowAsPanorama({ clock }), shift, order }
}

type PanoramaRequest = { code: string; photoId: string; shown: boolean; by: { id: string; name: string } }

/** Shows a photo as a panorama, or as an ordinary photo again. Does nothing when it is already shown so. */
const createShowAsPanorama =
  ({ clock }: { clock: Clock }) =>
  async ({ code, photoId, by, shown }: PanoramaRequest): Promise<Verdict<'proportions' | 'narrow'>> => {
    const photo = await photoOf(code, photoId)
    const can = canBePanorama(photo)
    if (!can.ok) return can
    if (isPanorama(photo) === shown) return doneBefore(yes)
    const was = mongoose.trusted({ $elemMatch: { _id: photo._id, 'panorama.shown': !shown } })
    const change = {
      $set: { 'photos.$.panorama.shown': shown },
      $push: createEventPush({ at: clock.now(), kind: 'photo-panorama', by }),
    }
    if (!(await tryChangePhotos({ code, photos: was }, change))) throw conflict('error.stale')
    const shownChange = { field: 'panorama', before: !shown, after: shown }
    auditPhotos('premises.photo-panorama', code, [...photoChange(photoId), shownChange])
    return yes
  }

type NewDescription = { photo: Photo; alt: LocalisedText; seen: string }

/**
 * Returns the photos to describe anew. Unchanged descriptions, those already stored and those of removed photos are left
 * out.
 */
function findChangedDescriptions(photos: readonly Photo[], descriptions: Descriptions): NewDescription[] {
  return photos.flatMap(photo => {
    const description = descriptions[photo._id.toHexString()]
    if (!description) return []
    const mark = altMark(description)
    return mark === description.seen || mark === altMark(photo) ? [] : [{ photo, ...description }]
  })
}

const describedChanges = ({ photo, alt }: NewDescription) => [
  ...photoChange(photo._id.toHexString()),
  ...fieldChanges(photo.alt, alt).map(inAlt),
]

const inAlt = <Change extends { field: string }>(change: Change): Change => ({
  ...change,
  field: `alt.${change.field}`,
})

/** Requested place by photo id; 1 is the first. */
type Places = Readonly<Record<string, number>>

/**
 * Returns the photos in the requested order. A photo given the place of another goes after it when moved towards the end,
 * and before it when moved towards the beginning, so one number is enough to move one photo. A photo without a request keeps
 * its place.
 */
export function moveToPlaces<T extends { _id: Types.ObjectId }>(photos: readonly T[], places: Places): T[] {
  return photos
    .map((photo, index) => {
      const asked = places[photo._id.toHexString()] ?? index + 1
      return { photo, asked, side: Math.sign(asked - index - 1) }
    })
    .toSorted((one, other) => one.asked - other.asked || one.side - other.side)
    .map(({ photo }) => photo)
}
