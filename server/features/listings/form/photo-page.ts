import { pathTo } from '#server/paths.ts'
import type { Photo } from '#models/premises/parts/photo.ts'
import type { Premises } from '#models/premises/premises.ts'
import { maxPixels } from '#outside/files/images.ts'
import type { RefusedFile } from '#shared/files/file-rules.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { formatBytes } from '#shared/texts/format.ts'
import { locales, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { type FieldErrors, type FormValues, inputValue } from '#web/forms/forms.ts'
import { isPanorama, minPanoramaWidth } from '#features/premises/photos/panorama.ts'
import { centre } from '#features/premises/photos/photo-focus.ts'
import { photoView, type PhotoView } from '#features/premises/photos/photo-view.ts'
import { photosMark } from './shown-marks.ts'
import { maxPhotos } from '../photos/photo-limits.ts'
import { altMark, focusMark, orderMark } from '../photos/photo-marks.ts'

type Input = { name: string; label: string; value: string; lang: string; error: string | null; now: string | null }
type NumberInput = { name: string; id: string; label: string; value: string }
type FocusForm = {
  action: string
  seen: string
  x: NumberInput
  y: NumberInput
  /** The same photo as lists show it. */
  crop: string
  /** Label of the focus on the photo, with {x} and {y} for a script to fill in. */
  mark: string
}
type PhotoForm = {
  id: string
  number: number
  heading: string
  focus: FocusForm
  place: NumberInput
  handle: string
  view: PhotoView
  action: string
  seen: { name: string; value: string }
  inputs: Input[]
  first: boolean
  last: boolean
  movable: boolean
  panorama: PanoramaForm
}
/** Null for a photo whose proportions rule out a panorama. */
type PanoramaForm = { shown: boolean; does: 'yes' | 'no'; label: string } | null
export type PhotoPart = {
  addAction: string
  planAction: string
  hint: string
  panoramaHint: string
  planHint: string
  accept: string
  /** Mark of the photos as the public sees them, sent with the form that publishes the unit. */
  shown: string
  /** Mark of the order of the photos. */
  order: string
  orderAction: string
  textsAction: string
  orderable: boolean
  list: PhotoForm[]
  /** Sentences for scripts, with placeholders in braces. */
  words: { moved: string; at: string; upload: string }
  complaint: { heading: string; items: string[] } | null
  plan: { view: PhotoView; action: string } | null
}
export type PhotoComplaint = {
  refused: RefusedFile[]
  none?: boolean
  /** Descriptions that are too long, or of photos that somebody else has described meanwhile; what was typed is kept. */
  texts?: { typed: FormValues; stale: readonly string[]; errors: FieldErrors }
  /** The focus is invalid, or somebody else moved it meanwhile; what was typed is kept. */
  focus?: { id: string; why: 'wrong' | 'changed'; typed: FormValues }
  /** The photo is not a whole sphere, or none was stored. */
  panorama?: { id: string; why: 'proportions' | 'narrow' }
  /** An invalid place; what was typed is kept. */
  places?: FormValues
  /** Somebody else reordered the photos meanwhile. */
  reordered?: boolean
}

/** Largest panorama with the maximum number of pixels, at two to one. */
const largestPanorama = { widest: Math.floor(Math.sqrt(maxPixels * 2)), highest: Math.floor(Math.sqrt(maxPixels / 2)) }

/** Returns why files were not kept, or why something else was not done. */
export const photoComplaints = (context: Reader, complaint: PhotoComplaint): string[] =>
  describeComplaint(context, complaint, [])

/** Returns the photos with their descriptions and order, and the floor plan. */
export function photoPart({ t, locale }: Reader, premises: Premises, complaint?: PhotoComplaint): PhotoPart {
  const path = pathTo(locale, '/staff/premises/:code', { code: premises.code })
  const limit = formatBytes(locale, siteSettings().fileBytes)
  return {
    addAction: pathTo(locale, '/staff/premises/:code/photos', { code: premises.code }),
    planAction: pathTo(locale, '/staff/premises/:code/floor-plan', { code: premises.code }),
    hint: t('listing.photos.hint', { limit, most: maxPhotos }),
    panoramaHint: t('photos.panorama.hint', { least: minPanoramaWidth, ...largestPanorama }),
    planHint: t('listing.plan.hint', { limit }),
    words: scriptTexts(t),
    accept: '.jpg,.jpeg,.png,.webp',
    shown: photosMark(premises),
    order: orderMark(premises.photos),
    orderAction: pathTo(locale, '/staff/premises/:code/photos/order', { code: premises.code }),
    textsAction: pathTo(locale, '/staff/premises/:code/photos/descriptions', { code: premises.code }),
    orderable: premises.photos.length > 1,
    list: premises.photos.map((photo, index) => ({
      ...photoForm({ t, locale }, photo, { number: index + 1, path, complaint }),
      first: index === 0,
      last: index === premises.photos.length - 1,
      movable: premises.photos.length > 1,
    })),
    complaint: complaint ? complaintPart({ t, locale }, complaint, premises.photos) : null,
    plan: premises.floorPlan
      ? {
          view: photoView(premises.floorPlan, locale, '320px'),
          action: pathTo(locale, '/staff/premises/:code/photos/:photoId/remove', {
            code: premises.code,
            photoId: premises.floorPlan._id.toHexString(),
          }),
        }
      : null,
  }
}

const uploadTexts = ['drop', 'waiting', 'sending', 'working', 'sent', 'there', 'failed', 'retry', 'done'] as const

function scriptTexts(t: Translate): PhotoPart['words'] {
  const gaps = Object.fromEntries(
    ['number', 'place', 'count', 'x', 'y', 'percent', 'sent', 'failed'].map(gap => [gap, `{${gap}}`]),
  )
  return {
    moved: t('photos.order.moved', gaps),
    at: t('photos.focus.at', gaps),
    upload: uploadTexts.map(word => t(`photos.${word}`, gaps)).join('|'),
  }
}

type PhotoPosition = { number: number; path: string; complaint: PhotoComplaint | undefined }

function photoForm({ t, locale }: Reader, photo: Photo, { number, path, complaint }: PhotoPosition) {
  const id = photo._id.toHexString()
  const place = `place.${id}`
  return {
    id,
    number,
    focus: focusForm({ t, locale }, photo, { number, path, complaint }),
    place: {
      name: place,
      id: place,
      label: t('photos.place', { number }),
      value: inputValue(complaint?.places ?? {}, place) || String(number),
    },
    handle: t('photos.order.handle', { number }),
    heading: t('listing.photos.number', { number }),
    view: photoView(photo, locale, '320px'),
    action: `${path}/photos/${id}`,
    panorama: panoramaFormOf(t, photo),
    ...textsForm({ t, locale }, photo, { number, path, complaint }),
  }
}

/**
 * Returns the form of a description. A refused one keeps what it was opened from; after a clash it is based on the present
 * one, so saving it is a decision.
 */
function textsForm(
  { t }: Reader,
  photo: Photo,
  { number, complaint }: PhotoPosition,
): Pick<PhotoForm, 'seen' | 'inputs'> {
  const id = photo._id.toHexString()
  const { typed, stale, errors } = complaint?.texts ?? { typed: {}, stale: [], errors: {} }
  const isStale = stale.includes(id)
  const markName = `seen.${id}`
  return {
    seen: { name: markName, value: (!isStale && inputValue(typed, markName)) || altMark(photo) },
    inputs: locales.map(language => {
      const name = `alt.${id}.${language}`
      const present = photo.alt[language] ?? ''
      const error = errors[`${id}.${language}`]
      return {
        name,
        label: t('listing.photos.alt', { number, language: t(`listing.language.${language}`) }),
        value: name in typed ? inputValue(typed, name) : present,
        error: error ? t(error) : null,
        now: isStale ? t('listing.photos.now', { text: present || t('listing.edit.empty') }) : null,
        lang: language,
      }
    }),
  }
}

function focusForm({ t, locale }: Reader, photo: Photo, { number, path, complaint }: PhotoPosition): FocusForm {
  const id = photo._id.toHexString()
  const focusInput = complaint?.focus?.id === id ? complaint.focus.typed : null
  const point = photo.focus ?? centre
  const input = (axis: 'x' | 'y') => ({
    name: `focus.${axis}`,
    id: `focus-${id}-${axis}`,
    label: t(`photos.focus.${axis}`),
    value: focusInput ? inputValue(focusInput, `focus.${axis}`) : String(point[axis]),
  })
  return {
    action: `${path}/photos/${id}/focus`,
    seen: focusMark(photo),
    x: input('x'),
    y: input('y'),
    crop: photoView(photo, locale).focus,
    mark: t('photos.focus.mark', { number, x: '{x}', y: '{y}' }),
  }
}

/**
 * Minimum ratio of width to height of a photo that may be meant as a panorama, even an incomplete one: above that of the
 * widest cameras.
 */
const minPanoramaRatio = 1.9

function panoramaFormOf(t: Translate, photo: Photo): PanoramaForm {
  const shown = isPanorama(photo)
  if (!shown && photo.width < minPanoramaRatio * photo.height) return null
  return { shown, does: shown ? 'no' : 'yes', label: t(shown ? 'photos.panorama.hide' : 'photos.panorama.show') }
}

function complaintPart(context: Reader, complaint: PhotoComplaint, photos: readonly Photo[]) {
  const { texts, focus, panorama, places, reordered } = complaint
  const ofFiles = !(texts ?? focus ?? panorama ?? places ?? reordered)
  return {
    heading: context.t(ofFiles ? 'listing.photos.refused' : 'listing.photos.unsaved'),
    items: describeComplaint(context, complaint, photos),
  }
}

type DescribeComplaint = (context: Reader, complaint: PhotoComplaint, photos: readonly Photo[]) => string[]

const describeComplaint: DescribeComplaint = (context, complaint, photos) => {
  const { t } = context
  if (complaint.texts) return complaintsOfTexts(t, complaint.texts, photos)
  if (complaint.places) return [t('photos.order.wrong')]
  if (complaint.focus) {
    const { id, why } = complaint.focus
    return [t(`photos.focus.${why}`, { number: numberOf(id, photos) })]
  }
  if (complaint.panorama) {
    const { id, why } = complaint.panorama
    return [t(`photos.panorama.${why}`, { number: numberOf(id, photos), least: minPanoramaWidth })]
  }
  return complaintsOfFiles(context, complaint)
}

const numberOf = (id: string, photos: readonly Photo[]): number =>
  photos.findIndex(({ _id }) => _id.toHexString() === id) + 1

function complaintsOfTexts(
  t: Translate,
  { stale, errors }: NonNullable<PhotoComplaint['texts']>,
  photos: readonly Photo[],
): string[] {
  const wrong = new Set(Object.keys(errors).map(field => field.split('.', 1)[0]))
  return photos.flatMap(({ _id }, index) => {
    const photo = _id.toHexString()
    const number = index + 1
    if (stale.includes(photo)) return [t('listing.photos.changed', { number })]
    return wrong.has(photo) ? [t('listing.photos.too-long', { number, most: 200 })] : []
  })
}

function complaintsOfFiles({ t, locale }: Reader, { refused, none, reordered }: PhotoComplaint): string[] {
  if (none) return [t('upload.none')]
  if (reordered) return [t('listing.photos.reordered')]
  return refused.map(({ name, reason }) =>
    reason === 'too-many' || reason === 'no-room'
      ? t('listing.photos.too-many', { name, most: maxPhotos })
      : t(`upload.refused.${reason}`, {
          name,
          fileLimit: formatBytes(locale, siteSettings().fileBytes),
          types: ['JPEG', 'PNG', 'WebP'].join(t('list.comma')),
          files: maxPhotos,
          totalLimit: '',
        }),
  )
}
