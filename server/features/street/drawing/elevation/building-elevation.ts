import { escapeXml, widthOf, box } from '../canvas.ts'
import { emblem } from '../signs.ts'
import type { DrawnFront, BuildingSheet } from './row.ts'
import type { FrontState } from './fronts.ts'

/** Texts of an elevation. */
export type ElevationTexts = {
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
export function drawBuildingElevation(
  sheet: BuildingSheet,
  { words, linkOf, first }: { words: ElevationTexts; linkOf: (front: DrawnFront) => FrontLink; first: boolean },
): string {
  const { width, height } = sheet
  const links = sheet.drawn.map(front => frontLink(front, linkOf(front)))
  return (
    `<svg class="elevation" width="${em(width)}" height="${em(height)}" viewBox="0 0 ${width} ${height}" fill="none" stroke="currentColor" role="group" aria-label="${escapeXml(words.label)}">` +
    (first ? statePatterns : '') +
    shell(sheet) +
    dimensionTicks(sheet) +
    `<g class="beside" font-size="${letters.beside}" aria-hidden="true">${drawLabels(sheet, words)}</g>` +
    `<g font-size="${letters.sign}">${links.join('')}</g></svg>`
  )
}

const frontLink = (front: DrawnFront, { href, title, word }: FrontLink): string =>
  `<a id="${front.unit.code}" href="${escapeXml(href)}" class="${front.unit.state}"><title>${escapeXml(title)}</title>${frontShapes(front)}${signText(front, escapeXml(word))}</a>`

function drawLabels(sheet: BuildingSheet, texts: ElevationTexts): string {
  const { floors, drawn, ground, wall, yardY, unplacedY, shortenedM } = sheet
  const text = (x: number, y: number, content: string, end = false) =>
    `<text x="${x}" y="${y}"${end ? ' text-anchor="end"' : ''}>${escapeXml(content)}</text>`
  const widths = drawn
    .filter(({ unit, frontage }) => unit.floor === 1 && frontage !== 'yard' && frontage !== 'unplaced')
    .map(({ unit, box }) => {
      const widthText = texts.metres(unit.position.widthM)
      return text(Math.round(box.x + (box.width - widthOf(widthText, letters.beside)) / 2), ground + 22, widthText)
    })
  return [
    ...floors.map(({ floor, base }) => text(wall.x - 8, base - 8, texts.floor(floor), true)),
    ...(yardY === null ? [] : [text(wall.x - 8, yardY + 20, texts.yard, true)]),
    ...(unplacedY === null ? [] : [text(wall.x - 8, unplacedY + 20, texts.unplaced, true)]),
    ...(shortenedM === null ? [] : [text(4, ground + 22, `⫽ ${texts.metres(shortenedM)}`)]),
    ...widths,
  ].join('')
}

/** Font sizes of signs, and of labels beside the wall. */
const letters = { sign: 14, beside: 12 } as const
const sign = { height: 20, inset: 4, text: 21, between: 6, picture: 12 } as const
const opening = { least: 14, apart: 8, door: 18, doorHeight: 44, sill: 10 } as const

const line = (className: string, d: string): string => (d ? `<path class="${className}" d="${d}"/>` : '')

/** Draws the building from its units and floors. The wall between the fronts is blank. */
function shell({ wall, floors, ground, width }: BuildingSheet): string {
  const { x, y, width: wide, height } = wall
  const slabs = floors.slice(1).map(({ base }) => `M${x} ${base}h${wide}`)
  return (
    line('ground', box(0, ground, width, 8)) +
    line('shell', box(x, y, wide, height)) +
    line('slab', slabs.join('')) +
    line('roof', `M${x - 3} ${y}h${wide + 6}`)
  )
}

/** Draws the wall, the openings and the sign of one unit. */
function frontShapes(front: DrawnFront): string {
  const { box: at, frontage, unit } = front
  const loose = frontage === 'whole' || frontage === 'yard' ? '' : ' loose'
  return (
    line(`w${loose}`, box(at.x + 1, at.y, at.width - 2, at.height)) +
    (frontage === 'part' ? line('part', `M${at.x + 2} ${at.y + at.height - 1}h${at.width - 4}`) : '') +
    openings(front) +
    line('p', box(at.x + sign.inset, at.y + sign.inset, at.width - 2 * sign.inset, sign.height)) +
    line('m', markAt(unit.state, at.x + 8, at.y + 8))
  )
}

/**
 * Draws as many openings as the listing states, spread evenly along the wall because their places are not recorded. Draws
 * none when they are too many to tell apart, or the wall is too low for a pane.
 */
function openings({ unit, box: at, frontage }: DrawnFront): string {
  if (frontage !== 'whole' && frontage !== 'part') return ''
  const door = unit.floor === 1 && unit.entrance.sharing === 'own' && unit.entrance.side === 'street'
  const count = unit.shopWindows + (door ? 1 : 0)
  const room = (at.width - 2 * sign.inset) / Math.max(1, count)
  const top = at.y + sign.inset + sign.height + 6
  const base = at.y + at.height
  if (room < opening.least || base - opening.sill <= top) return ''
  const doorAt = door ? Math.floor(unit.shopWindows / 2) : -1
  const middles = Array.from({ length: count }, (_, index) => Math.round(at.x + sign.inset + room * (index + 0.5)))
  const pane = Math.round(room - opening.apart)
  const panes = middles
    .filter((_, index) => index !== doorAt)
    .map(x => box(x - Math.round(pane / 2), top, pane, base - opening.sill - top))
  const width = Math.min(opening.door, pane)
  const height = Math.min(opening.doorHeight, base - top)
  const leaf = middles.slice(doorAt, doorAt + 1).map(x => box(x - Math.round(width / 2), base - height, width, height))
  return line('g', panes.join('')) + (door ? line('d', leaf.join('')) : '')
}

/**
 * Draws the number and, where there is room, the use as a picture and in a word. Screen readers get this from the title of
 * the link.
 */
function signText({ unit, box: at }: DrawnFront, word: string): string {
  const y = at.y + sign.inset + 15
  const number = unit.code.slice(-4)
  const afterNumber = at.x + sign.text + 2 + Math.ceil(widthOf(number, letters.sign)) + sign.between
  const end = at.x + at.width - 2 * sign.inset
  const pictured = unit.use !== null && afterNumber + sign.picture <= end
  const wordAt = afterNumber + sign.picture + sign.between
  const worded = pictured && wordAt + widthOf(word, letters.sign) <= end
  const wordText = worded ? `<text x="${wordAt}" y="${y}">${word}</text>` : ''
  const picture = pictured && unit.use ? line('e', emblem(unit.use, afterNumber, at.y + 8)) : ''
  return `<g aria-hidden="true"><text x="${at.x + sign.text + 2}" y="${y}">${number}</text>${picture}${wordText}</g>`
}

/** Draws ticks below the ground floor where its walls are. */
function dimensionTicks({ drawn, ground }: BuildingSheet): string {
  const edges = drawn
    .filter(({ unit, frontage }) => unit.floor === 1 && frontage !== 'yard' && frontage !== 'unplaced')
    .flatMap(({ box: { x, width } }) => [x, x + width])
  return line('tick', [...new Set(edges)].map(x => `M${x} ${ground + 10}v8`).join(''))
}

/**
 * Marks that show the state without colour, on a field of 12 from its upper left corner: the fuller, the less free. Every
 * step is relative.
 */
const marks: Record<FrontState, string> = {
  available: 'm1 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0z', // a ring
  soon: 'm1 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0zm5-3v3.5h3', // a clock
  held: 'm1 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0zm5-5a5 5 0 0 0 0 10z', // half full
  let: 'm1 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0zm3 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0z', // full
  paused: 'm3 1v10m6-10v10', // two bars
}

const markAt = (state: FrontState, x: number, y: number): string => `M${x} ${y}${marks[state]}`

/** Draws the wall pattern of a state with its mark, for the legend. */
export const stateSign = (state: FrontState): string =>
  `<svg class="elevation-sign" width="44" height="24" viewBox="0 0 44 24" fill="none" stroke="currentColor" aria-hidden="true"><g class="${state}"><path class="w" d="M1 1h42v22h-42z"/><path class="p" stroke="none" d="M13 3h18v18h-18z"/><path class="m" stroke-width="1.6" d="${markAt(state, 16, 6)}"/></g></svg>`

/** Fill patterns of the walls, drawn once a page. */
const statePatterns =
  '<defs>' +
  '<pattern id="front-held" width="9" height="9" patternUnits="userSpaceOnUse"><path class="held-ground" d="M0 0h9v9H0z"/><path class="held-dots" d="M4.5 4.5v.1"/></pattern>' +
  '<pattern id="front-paused" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="paused-ground" d="M0 0h8v8H0z"/><path class="paused-lines" d="M0 0v8"/></pattern>' +
  '<pattern id="front-soon" width="10" height="10" patternUnits="userSpaceOnUse"><path class="soon-ground" d="M0 0h10v10H0z"/><path class="soon-lines" d="M2 0v10"/></pattern>' +
  '</defs>'
