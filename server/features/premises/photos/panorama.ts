import type { Photo } from '#models/premises/parts/photo.ts'
import { no, type Verdict, yes } from '#shared/verdict.ts'
import { centre } from './photo-focus.ts'

/** Minimum width in pixels; below it single pixels are visible when one looks around. */
export const leastPanoramaWidth = 2_000
/** Maximum deviation of the width from twice the height, as a share. */
const tolerance = 0.01

type Size = { width: number; height: number }

/**
 * Checks whether a picture of this size, in pixels, can be a whole sphere in equirectangular projection (360° across, 180°
 * down): twice as wide as high within one per cent, and wide enough.
 */
export function mayBePanorama({ width, height }: Size): Verdict<'proportions' | 'narrow'> {
  if (!isTwiceAsWide({ width, height })) return no('proportions')
  return width < leastPanoramaWidth ? no('narrow') : yes
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
export function firstLook({ focus }: Pick<Photo, 'focus'>): { yaw: number; pitch: number } {
  const { x, y } = focus ?? centre
  return { yaw: ((x - 50) / 100) * 360, pitch: ((50 - y) / 100) * 180 }
}
