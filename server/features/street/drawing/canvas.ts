import type { Choices } from '#features/premises/seeded-random.ts'

/** The drawing's own units: the picture is 320 wide and 180 high, and the pavement begins here. */
export const groundLineY = 152

export type Wall = { left: number; right: number; top: number; width: number; choices: Choices }

/** A path of one class; its colours are in public/css/street/front.css. */
export const path = (className: string, d: string): string => `<path class="${className}" d="${d}"/>`

export const box = (x: number, y: number, width: number, height: number): string =>
  `M${x} ${y}h${width}v${height}h${-width}z`

export const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

const wide = /[\u2e80-\u9fff\uff00-\uffef]/g

/** About how long a text is at a size of letters, in the same units: Chinese characters are as wide as high, others half. */
export const widthOf = (text: string, size: number): number =>
  (text.length * 13.4 + (text.match(wide)?.length ?? 0) * 10.6) * (size / 24)

const special = /[&<>"]/

/** Most of what is drawn is codes and addresses, which have nothing to escape. */
export const escaped = (text: string): string =>
  special.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text

/**
 * The same drawing in fewer bytes, for pages that hold many: in HTML (not in an SVG file) a plain value needs no quotes. A
 * value before `/>` keeps them, for the slash would become a part of it.
 */
export const withoutQuotes = (svg: string): string => svg.replaceAll(/="([\w.-]+)"(?=[ >])/g, '=$1')
