import type { Photo } from '#models/premises/parts/photo.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { firstLook, isPanorama } from './panorama.ts'
import { panoramaHref, photoView, type PhotoView } from './photo-view.ts'

/** Model of the partial `panorama`. */
export type PanoramaView = {
  /** URL of the whole sphere, requested only when a visitor looks around. */
  sphere: string
  /** Initial direction of view, in degrees to the right of the middle and above it. */
  yaw: number
  pitch: number
  /** The flat picture. Its description is in `caption`. */
  still: PhotoView
  caption: string
  label: string
}

/** Returns the model of a photo that is shown as a panorama; null for any other photo. */
export function panoramaView({ t, locale }: Reader, photo: Photo): PanoramaView | null {
  if (!isPanorama(photo)) return null
  const caption = readText(photo.alt, locale).text
  return {
    ...firstLook(photo),
    sphere: panoramaHref(photo),
    still: { ...photoView(photo, locale, '(min-width: 900px) 800px, 600px'), alt: '', focus: '' },
    caption,
    label: caption ? t('panorama.label', { caption }) : t('panorama.name'),
  }
}
