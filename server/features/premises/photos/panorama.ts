import type { Photo } from '#models/premises/parts/photo.ts'
import { no, type Verdict, yes } from '#shared/verdict.ts'
import { centre } from './photo-focus.ts'

/** In pixels; of less one sees the dots when one looks around. */
export const leastPanoramaWidth = 2_000
/** How far the width may be from twice the height. */
const tolerance = 0.01

type Size = { width: number; height: number }

/**
 * Whether a picture of this size, in pixels, may be a whole sphere in equirectangular projection: 360° across and 180° down, so
 * twice as wide as high within one percent, and wide enough.
 */
export function mayBePanorama({ width, height }: Size): Verdict<'proportions' | 'narrow'> {
  if (!isTwiceAsWide({ width, height })) return no('proportions')
  return width < leastPanoramaWidth ? no('narrow') : yes
}

const isTwiceAsWide = ({ width, height }: Size): boolean => Math.abs(width - 2 * height) <= 2 * height * tolerance

/**
 * Whether a photo that is stored may be shown as a panorama. "narrow": no sphere is kept of it, because it was narrow, its camera
 * marked it as a part of one, or it came before there were any.
 */
export function canBePanorama({ width, height, panorama }: Photo): Verdict<'proportions' | 'narrow'> {
  if (panorama) return yes
  // The largest rendition rounds its height to a whole pixel.
  return no(isTwiceAsWide({ width, height }) ? 'narrow' : 'proportions')
}

/** Whether pages show a photo as a panorama. */
export const isPanorama = ({ panorama }: Pick<Photo, 'panorama'>): boolean => panorama?.shown === true

/** Where one looks first: at the point of the photo that stays in sight. Degrees to the right of its middle, and above it. */
export function firstLook({ focus }: Pick<Photo, 'focus'>): { yaw: number; pitch: number } {
  const { x, y } = focus ?? centre
  return { yaw: ((x - 50) / 100) * 360, pitch: ((50 - y) / 100) * 180 }
}
