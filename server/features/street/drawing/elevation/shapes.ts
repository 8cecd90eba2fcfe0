import { box, widthOf } from '../canvas.ts'
import { emblem } from '../signs.ts'
import { markAt } from './marks.ts'
import type { DrawnFront, BuildingSheet } from './row.ts'

/** Font sizes of signs, and of labels beside the wall. */
export const letters = { sign: 14, beside: 12 } as const
const sign = { height: 20, inset: 4, text: 21, between: 6, picture: 12 } as const
const opening = { least: 14, apart: 8, door: 18, doorHeight: 44, sill: 10 } as const

const line = (className: string, d: string): string => (d ? `<path class="${className}" d="${d}"/>` : '')

/** Draws the building from its units and floors. The wall between the fronts is blank. */
export function shell({ wall, floors, ground, width }: BuildingSheet): string {
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
export function frontShapes(front: DrawnFront): string {
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
export function signText({ unit, box: at }: DrawnFront, word: string): string {
  const y = at.y + sign.inset + 15
  const number = unit.code.slice(-4)
  const afterNumber = at.x + sign.text + 2 + Math.ceil(widthOf(number, letters.sign)) + sign.between
  const end = at.x + at.width - 2 * sign.inset
  const pictured = unit.use !== null && afterNumber + sign.picture <= end
  const wordAt = afterNumber + sign.picture + sign.between
  const worded = pictured && wordAt + widthOf(word, letters.sign) <= end
  const said = worded ? `<text x="${wordAt}" y="${y}">${word}</text>` : ''
  const picture = pictured && unit.use ? line('e', emblem(unit.use, afterNumber, at.y + 8)) : ''
  return `<g aria-hidden="true"><text x="${at.x + sign.text + 2}" y="${y}">${number}</text>${picture}${said}</g>`
}

/** Draws ticks below the ground floor where its walls are. */
export function dimensionTicks({ drawn, ground }: BuildingSheet): string {
  const edges = drawn
    .filter(({ unit, frontage }) => unit.floor === 1 && frontage !== 'yard' && frontage !== 'unplaced')
    .flatMap(({ box: { x, width } }) => [x, x + width])
  return line('tick', [...new Set(edges)].map(x => `M${x} ${ground + 10}v8`).join(''))
}
