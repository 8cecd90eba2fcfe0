import type { Photo } from '#models/premises/parts/photo.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { centre } from './photo-focus.ts'
import { panoramaHref, photoView, type PhotoView } from './photo-view.ts'

/** Minimum width in pixels; below it single pixels are visible when one looks around. */
export const minPanoramaWidth = 2_000
/** Maximum deviation of the width from twice the height, as a share. */
const tolerance = 0.01

type Size = { width: number; height: number }

/**
 * Checks whether a picture of this size, in pixels, can be a whole sphere in equirectangular projection (360° across, 180°
 * down): twice as wide as high within one per cent, and wide enough.
 */
export function checkPanoramaSize({ width, height }: Size): Verdict<'proportions' | 'narrow'> {
  if (!isTwiceAsWide({ width, height })) return no('proportions')
  return width < minPanoramaWidth ? no('narrow') : yes
}

const isTwiceAsWide = ({ width, height }: Size): boolean => Math.abs(width - 2 * height) <= 2 * height * tolerance

/**
 * Checks whether a stored photo can be shown as a panorama. `narrow` means that no sphere is stored: the photo was too
 * narrow, its camera marked it as a part of a sphere, or it was uploaded before panoramas existed.
 */
export function canBePanorama({ width, height, panorama }: Photo): Verdict<'proportions' | 'narrow'> {
  if (panorama) return yes
  // The largest rendition rounds its height to a whole pixel.
  return no(isTwiceAsWide({ width, height }) ? 'narrow' : 'proportions')
}

/** Returns whether pages show the photo as a panorama. */
export const isPanorama = ({ panorama }: Pick<Photo, 'panorama'>): boolean => panorama?.shown === true

/** Returns the initial direction of view: the focus of the photo, in degrees to the right of the middle and above it. */
export function initialView({ focus }: Pick<Photo, 'focus'>): { yaw: number; pitch: number } {
  const { x, y } = focus ?? centre
  return { yaw: ((x - 50) / 100) * 360, pitch: ((50 - y) / 100) * 180 }
}

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
    ...initialView(photo),
    sphere: panoramaHref(photo),
    still: { ...photoView(photo, locale, '(min-width: 900px) 800px, 600px'), alt: '', focus: '' },
    caption,
    label: caption ? t('panorama.label', { caption }) : t('panorama.name'),
  }
}
