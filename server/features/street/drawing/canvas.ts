import type { Choices } from '#features/premises/seeded-random.ts'

/** Y coordinate where the pavement begins, in units of the drawing. The picture is 320 wide and 180 high. */
export const groundLineY = 152

export type Wall = { left: number; right: number; top: number; width: number; choices: Choices }

/** Returns a path of one class; its colours are in public/css/street/front.css. */
export const path = (className: string, d: string): string => `<path class="${className}" d="${d}"/>`

export const box = (x: number, y: number, width: number, height: number): string =>
  `M${x} ${y}h${width}v${height}h${-width}z`

export const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

const wide = /[\u2e80-\u9fff\uff00-\uffef]/g

/**
 * Estimates the width of a text at a font size, in the same units: Chinese characters are as wide as high, others half as
 * wide.
 */
export const widthOf = (text: string, size: number): number =>
  (text.length * 13.4 + (text.match(wide)?.length ?? 0) * 10.6) * (size / 24)

const special = /[&<>"]/

/** Escapes a text for XML. Most texts of a drawing are codes and addresses, which contain nothing to escape. */
export const escapeXml = (text: string): string =>
  special.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text

/**
 * Removes the quotes around plain attribute values to save bytes on pages with many drawings. This is valid in HTML, but not
 * in an SVG file. A value before `/>` keeps its quotes, because the slash would become part of it.
 */
export const removeQuotes = (svg: string): string => svg.replaceAll(/="([\w.-]+)"(?=[ >])/g, '=$1')
