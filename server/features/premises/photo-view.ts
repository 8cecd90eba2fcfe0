import type { Photo } from '../../../models/parts/photo.ts'
import type { Locale } from '../../shared/i18n.ts'
import { readText } from '../../shared/localised-text.ts'

/** What the partial `photo` needs. */
export type PhotoView = {
  src: string
  width: number
  height: number
  alt: string
  sizes: string
  sources: { type: string; srcset: string }[]
}

/**
 * A photo for a `<picture>`: AVIF for browsers that have it, else WebP, in three widths. `sizes` says how wide the picture
 * stands on the page, as in HTML.
 */
export function photoView(photo: Photo, locale: Locale, sizes = '100vw'): PhotoView {
  const href = (size: string, format: string) => `/media/${photo._id.toHexString()}/${size}.${format}`
  const srcset = (format: string) =>
    photo.renditions
      .filter(rendition => rendition.format === format)
      .map(({ size, width }) => `${href(size, format)} ${width}w`)
      .join(', ')
  return {
    src: href('medium', 'webp'),
    width: photo.width,
    height: photo.height,
    alt: readText(photo.alt, locale).text,
    sizes,
    sources: [
      { type: 'image/avif', srcset: srcset('avif') },
      { type: 'image/webp', srcset: srcset('webp') },
    ],
  }
}
