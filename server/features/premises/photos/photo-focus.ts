import type { Focus } from '#models/premises/parts/photo.ts'

/** Default focus of a photo. */
export const centre: Focus = { x: 50, y: 50 }

/** The style sheet has a class for each step (public/css/premises/photo-focus.css); the policy forbids inline styles. */
const stepPercent = 5

/** Returns the classes that keep the focus of a photo in sight wherever a page crops it; empty for the middle. */
export function focusClass(focus: Focus | null | undefined): string {
  const { x, y } = focus ?? centre
  const [across, down] = [x, y].map(percent => Math.round(percent / stepPercent))
  return across === 10 && down === 10 ? '' : `fx${across} fy${down}`
}

type Size = { width: number; height: number }

/**
 * Returns the part of a picture, in pixels, that fills the proportions of `frame`, as `object-fit: cover` and
 * `object-position` in per cent do (CSS Images 3, 5.5).
 */
export function cropAround(picture: Size, frame: Size, focus: Focus | null | undefined) {
  const { x, y } = focus ?? centre
  const scale = Math.min(picture.width / frame.width, picture.height / frame.height)
  const width = Math.max(1, Math.min(picture.width, Math.round(frame.width * scale)))
  const height = Math.max(1, Math.min(picture.height, Math.round(frame.height * scale)))
  return {
    left: Math.round(((picture.width - width) * x) / 100),
    top: Math.round(((picture.height - height) * y) / 100),
    width,
    height,
  }
}
