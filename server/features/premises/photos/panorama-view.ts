import type { Photo } from '#models/premises/parts/photo.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { firstLook, isPanorama } from './panorama.ts'
import { panoramaHref, photoView, type PhotoView } from './photo-view.ts'

/** What the partial `panorama` needs. */
export type PanoramaView = {
  /** The address of the whole sphere, which is asked for when somebody looks around. */
  sphere: string
  /** Where one looks first, in degrees to the right of its middle and above it. */
  yaw: number
  pitch: number
  /** The flat picture; what it shows stands in the caption. */
  still: PhotoView
  caption: string
  label: string
}

/** Of a photo that is shown as a panorama; null of any other. */
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
