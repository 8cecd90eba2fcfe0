import type { Photo } from '../../../models/parts/photo.ts'
import type { PhotoFormat, PhotoSize } from '../../outside/images.ts'
import type { Locale } from '../../shared/i18n.ts'
import { readText } from '../../shared/localised-text.ts'
import { focusClass } from './photo-focus.ts'

/** What the partial `photo` needs. */
export type PhotoView = {
  src: string
  width: number
  height: number
  alt: string
  sizes: string
  /** Classes for where it is cropped; see `focusClass`. */
  focus: string
  sources: { type: string; srcset: string }[]
}

/** Where a rendition is found; it never changes under its address. */
export const photoHref = (photo: Pick<Photo, '_id'>, size: PhotoSize, format: PhotoFormat): string =>
  `/media/${photo._id.toHexString()}/${size}.${format}`

/**
 * A photo for a `<picture>`: AVIF for browsers that have it, else WebP, in three widths. `sizes` says how wide the picture
 * stands on the page, as in HTML.
 */
export function photoView(photo: Photo, locale: Locale, sizes = '100vw'): PhotoView {
  const srcset = (format: PhotoFormat) =>
    photo.renditions
      .filter(rendition => rendition.format === format)
      .map(({ size, width }) => `${photoHref(photo, size, format)} ${width}w`)
      .join(', ')
  return {
    src: photoHref(photo, 'medium', 'webp'),
    width: photo.width,
    height: photo.height,
    alt: readText(photo.alt, locale).text,
    sizes,
    focus: focusClass(photo.focus),
    sources: [
      { type: 'image/avif', srcset: srcset('avif') },
      { type: 'image/webp', srcset: srcset('webp') },
    ],
  }
}
