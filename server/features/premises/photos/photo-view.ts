import type { Photo, Rendition } from '#models/premises/parts/photo.ts'
import { photoFormats } from '#models/premises/parts/premises-vocabulary.ts'
import type { PhotoFormat, PhotoSize } from '#outside/files/images.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { type CardSize, cardSizeOf } from './photo-files.ts'
import { focusClass } from './photo-focus.ts'

/** Model of the partial `photo`. */
export type PhotoView = {
  src: string
  width: number
  height: number
  alt: string
  sizes: string
  /** Classes for the crop; see `focusClass`. */
  focus: string
  sources: { type: string; srcset: string }[]
}

/** Returns the URL of a rendition. The content under a URL never changes. */
export const photoHref = (photo: Pick<Photo, '_id'>, size: PhotoSize | CardSize, format: PhotoFormat): string =>
  `/media/${photo._id.toHexString()}/${size}.${format}`

/** Returns the URL of the whole sphere, which is served while the photo is shown as a panorama. */
export const panoramaHref = (photo: Pick<Photo, '_id'>): string => `/media/${photo._id.toHexString()}/panorama.webp`

/**
 * Returns the model of a `<picture>`: AVIF for browsers that support it, else WebP, in three widths. `sizes` is the width of
 * the picture on the page, as in HTML.
 */
export function photoView(photo: Photo, locale: Locale, sizes = '100vw'): PhotoView {
  return {
    src: photoHref(photo, 'medium', 'webp'),
    width: photo.width,
    height: photo.height,
    alt: readText(photo.alt, locale).text,
    sizes,
    focus: focusClass(photo.focus),
    sources: sourcesOf(photo, photo.renditions, size => size),
  }
}

/**
 * Returns the same model for a list, with the crop of the photo. A photo without a crop is shown whole and cropped by the
 * page.
 */
export function photoCardView(photo: Photo, locale: Locale, sizes: string): PhotoView {
  const { card } = photo
  const whole = photoView(photo, locale, sizes)
  if (!card) return whole
  const { width, height } = card.renditions.at(-1) ?? whole
  const nameOf = (size: PhotoSize) => cardSizeOf(card.around, size)
  const src = photoHref(photo, nameOf('medium'), 'webp')
  return { ...whole, src, width, height, focus: '', sources: sourcesOf(photo, card.renditions, nameOf) }
}

function sourcesOf(photo: Photo, renditions: readonly Rendition[], nameOf: (size: PhotoSize) => PhotoSize | CardSize) {
  return photoFormats.map(format => ({
    type: `image/${format}`,
    srcset: renditions
      .filter(rendition => rendition.format === format)
      .map(({ size, width }) => `${photoHref(photo, nameOf(size), format)} ${width}w`)
      .join(', '),
  }))
}
