import type { LocalisedText } from '../../../../models/parts/localised-text.ts'
import type { Photo } from '../../../../models/parts/photo.ts'
import type { Premises } from '../../../../models/premises.ts'
import { maxFileBytes, type RefusedFile } from '../../../shared/file-rules.ts'
import { formatBytes } from '../../../shared/format.ts'
import { type Locale, locales, type Translate } from '../../../shared/i18n.ts'
import { maxPhotos } from '../photo-limits.ts'
import { altMark, orderMark } from '../photo-marks.ts'
import { photoView, type PhotoView } from '../photo-view.ts'

type Input = { name: string; id: string; label: string; value: string; lang: string; now: string | null }
type PhotoForm = {
  heading: string
  view: PhotoView
  action: string
  seen: string
  inputs: Input[]
  first: boolean
  last: boolean
  movable: boolean
}
export type PhotoPart = {
  addAction: string
  planAction: string
  hint: string
  planHint: string
  accept: string
  /** The order in which the photos stand. */
  order: string
  list: PhotoForm[]
  complaints: string[]
  plan: { view: PhotoView; action: string } | null
}
export type PhotoComplaint = {
  refused: RefusedFile[]
  none?: boolean
  /** Somebody else described the photo meanwhile; what was typed stays. */
  changed?: { id: string; typed: LocalisedText }
  /** Somebody else put the photos into another order meanwhile. */
  reordered?: boolean
}

type Context = { t: Translate; locale: Locale }

/** Photos with their descriptions and order, and the floor plan. */
export function photoPart({ t, locale }: Context, premises: Premises, complaint?: PhotoComplaint): PhotoPart {
  const path = `/${locale}/staff/premises/${premises.code}`
  const limit = formatBytes(locale, maxFileBytes)
  return {
    addAction: `${path}/photos`,
    planAction: `${path}/floor-plan`,
    hint: t('listing.photos.hint', { limit, most: maxPhotos }),
    planHint: t('listing.plan.hint', { limit }),
    accept: '.jpg,.jpeg,.png,.webp',
    order: orderMark(premises.photos),
    list: premises.photos.map((photo, index) => ({
      ...photoForm({ t, locale }, photo, { number: index + 1, path, changed: complaint?.changed }),
      first: index === 0,
      last: index === premises.photos.length - 1,
      movable: premises.photos.length > 1,
    })),
    complaints: complaint ? complaintsOf({ t, locale }, complaint) : [],
    plan: premises.floorPlan
      ? {
          view: photoView(premises.floorPlan, locale, '320px'),
          action: `${path}/photos/${premises.floorPlan._id.toHexString()}`,
        }
      : null,
  }
}

type Place = { number: number; path: string; changed: PhotoComplaint['changed'] }

function photoForm({ t, locale }: Context, photo: Photo, { number, path, changed }: Place) {
  const id = photo._id.toHexString()
  const typed = changed?.id === id ? changed.typed : null
  return {
    heading: t('listing.photos.number', { number }),
    view: photoView(photo, locale, '320px'),
    action: `${path}/photos/${id}`,
    seen: altMark(photo),
    inputs: locales.map(language => ({
      name: `alt.${language}`,
      id: `alt-${id}-${language}`,
      label: t('listing.photos.alt', { number, language: t(`listing.language.${language}`) }),
      value: (typed ?? photo.alt)[language] ?? '',
      now: typed ? t('listing.photos.now', { text: photo.alt[language] || t('listing.edit.empty') }) : null,
      lang: language,
    })),
  }
}

function complaintsOf({ t, locale }: Context, { refused, none, changed, reordered }: PhotoComplaint): string[] {
  if (none) return [t('upload.none')]
  if (changed) return [t('listing.photos.changed')]
  if (reordered) return [t('listing.photos.reordered')]
  return refused.map(({ name, reason }) =>
    reason === 'too-many' || reason === 'no-room'
      ? t('listing.photos.too-many', { name, most: maxPhotos })
      : t(`upload.refused.${reason}`, {
          name,
          fileLimit: formatBytes(locale, maxFileBytes),
          types: 'JPEG, PNG, WebP',
          files: maxPhotos,
          totalLimit: '',
        }),
  )
}
