import { escaped, widthOf } from '../canvas.ts'
import { statePatterns } from './marks.ts'
import type { DrawnFront, BuildingSheet } from './row.ts'
import { dimensionTicks, frontShapes, letters, shell, signText } from './shapes.ts'

/** Texts of an elevation. */
export type ElevationWords = {
  /** Accessible name of the sheet. */
  label: string
  yard: string
  unplaced: string
  floor: (floor: number) => string
  metres: (metres: number) => string
}
/** Link of a front: its URL, its full description, and its use in a word. */
export type FrontLink = { href: string; title: string; word: string }

/** Converts units of the drawing to em, so that a sheet grows with the font size of the page. */
const em = (units: number): string => `${units / 16}em`

/**
 * Draws one building of the street elevation as SVG, in which each unit is a link named by its code. The same sheet and
 * words always give the same text. Its colours are in public/css/street/elevation.css. `first` adds the patterns for all
 * sheets of a page.
 */
export function buildingElevation(
  sheet: BuildingSheet,
  { words, linkOf, first }: { words: ElevationWords; linkOf: (front: DrawnFront) => FrontLink; first: boolean },
): string {
  const { width, height } = sheet
  const links = sheet.drawn.map(front => frontLink(front, linkOf(front)))
  return (
    `<svg class="elevation" width="${em(width)}" height="${em(height)}" viewBox="0 0 ${width} ${height}" fill="none" stroke="currentColor" role="group" aria-label="${escaped(words.label)}">` +
    (first ? statePatterns : '') +
    shell(sheet) +
    dimensionTicks(sheet) +
    `<g class="beside" font-size="${letters.beside}" aria-hidden="true">${labels(sheet, words)}</g>` +
    `<g font-size="${letters.sign}">${links.join('')}</g></svg>`
  )
}

const frontLink = (front: DrawnFront, { href, title, word }: FrontLink): string =>
  `<a id="${front.unit.code}" href="${escaped(href)}" class="${front.unit.state}"><title>${escaped(title)}</title>${frontShapes(front)}${signText(front, escaped(word))}</a>`

function labels(sheet: BuildingSheet, words: ElevationWords): string {
  const { floors, drawn, ground, wall, yardY, unplacedY, shortenedM } = sheet
  const text = (x: number, y: number, said: string, end = false) =>
    `<text x="${x}" y="${y}"${end ? ' text-anchor="end"' : ''}>${escaped(said)}</text>`
  const widths = drawn
    .filter(({ unit, frontage }) => unit.floor === 1 && frontage !== 'yard' && frontage !== 'unplaced')
    .map(({ unit, box }) => {
      const said = words.metres(unit.position.widthM)
      return text(Math.round(box.x + (box.width - widthOf(said, letters.beside)) / 2), ground + 22, said)
    })
  return [
    ...floors.map(({ floor, base }) => text(wall.x - 8, base - 8, words.floor(floor), true)),
    ...(yardY === null ? [] : [text(wall.x - 8, yardY + 20, words.yard, true)]),
    ...(unplacedY === null ? [] : [text(wall.x - 8, unplacedY + 20, words.unplaced, true)]),
    ...(shortenedM === null ? [] : [text(4, ground + 22, `⫽ ${words.metres(shortenedM)}`)]),
    ...widths,
  ].join('')
}
