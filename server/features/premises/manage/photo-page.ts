import type { Photo } from '../../../../models/parts/photo.ts'
import type { Premises } from '../../../../models/premises.ts'
import { maxFileBytes, type RefusedFile } from '../../../shared/file-rules.ts'
import { formatBytes } from '../../../shared/format.ts'
import { type Locale, locales, type Translate } from '../../../shared/i18n.ts'
import { maxPhotos } from '../photo-limits.ts'
import { photoView, type PhotoView } from '../photo-view.ts'

type Input = { name: string; id: string; label: string; value: string; lang: string }
type PhotoForm = {
  heading: string
  view: PhotoView
  action: string
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
  list: PhotoForm[]
  complaints: string[]
  plan: { view: PhotoView; action: string } | null
}
export type PhotoComplaint = { refused: RefusedFile[]; none?: boolean }

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
    list: premises.photos.map((photo, index) => ({
      ...photoForm({ t, locale }, photo, { number: index + 1, path }),
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

function photoForm({ t, locale }: Context, photo: Photo, { number, path }: { number: number; path: string }) {
  const id = photo._id.toHexString()
  return {
    heading: t('listing.photos.number', { number }),
    view: photoView(photo, locale, '320px'),
    action: `${path}/photos/${id}`,
    inputs: locales.map(language => ({
      name: `alt.${language}`,
      id: `alt-${id}-${language}`,
      label: t('listing.photos.alt', { number, language: t(`listing.language.${language}`) }),
      value: photo.alt[language] ?? '',
      lang: language,
    })),
  }
}

function complaintsOf({ t, locale }: Context, { refused, none = false }: PhotoComplaint): string[] {
  if (none) return [t('upload.none')]
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
