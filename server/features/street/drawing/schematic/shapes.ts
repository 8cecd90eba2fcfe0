import { box } from '../canvas.ts'
import type { Frame, Neighbour, Place } from './frame.ts'
import { openingsOf, type Openings } from './openings.ts'

/** Distances of things outside the walls from the building, in units of the drawing. */
export const away = { arrow: 4, arrowEnd: 16, width: 22, depth: 14, road: 20, roadEnd: 48 } as const
/** Places of the north arrow and of the picture of the floors. */
export const corners = { northX: 274, floorsX: 10, bottom: 30 } as const
/** Maximum number of floors drawn; buildings with more are described in words only. */
const maxFloors = 8

/** Kinds of lines. The style sheet colours some; their widths are set here. */
const looks = {
  ground: 'class="ground" stroke="none"',
  unit: 'class="unit" stroke="none"',
  thin: 'class="thin" stroke-width="1"',
  /** Known to exist, but not where. */
  loose: 'class="loose" stroke-dasharray="5 4"',
  wall: 'class="wall" stroke-width="3"',
  front: 'class="frontage" stroke-width="6"',
  'front-part': 'class="frontage-part" stroke-width="6" stroke-dasharray="9 4"',
  gap: 'class="gap" stroke-width="7"',
  pane: 'class="pane"',
  leaf: 'class="leaf"',
  entry: 'class="entry"',
  'entry-shared': 'class="entry shared"',
  north: 'class="north"',
  floors: 'class="floors" stroke-width="1"',
  here: 'class="here" stroke-width="1"',
} as const

/** Returns a path of one kind; an empty string when there is nothing to draw. */
export const line = (kind: keyof typeof looks, d: string): string => (d ? `<path ${looks[kind]} d="${d}"/>` : '')

/** Returns all lines and areas of a schematic in drawing order. */
export function shapesOf(frame: Frame, width: number): string {
  const openings = openingsOf(frame)
  const { front, door } = openings
  const { left, right, near } = frame.place
  return [
    road(frame, width),
    frame.measures ? surroundings(frame) : '',
    line('unit', boxOf(frame.place)),
    walls(frame),
    front ? line(front === 'whole' ? 'front' : 'front-part', `M${left} ${near}H${right}`) : '',
    windows(frame, openings),
    door ? drawDoor(frame, door) : '',
    entry(frame, openings),
    frame.measures ? dimensions(frame) : '',
    line('north', `M${corners.northX} ${corners.bottom}V8m-5 7 5-7 5 7`),
    hasFloors(frame) ? floors(frame) : '',
  ].join('')
}

const boxOf = ({ left, right, near, far }: Place): string =>
  box(left, Math.min(near, far), right - left, Math.abs(near - far))

function road({ block, down }: Frame, width: number): string {
  const edges = [away.road, away.roadEnd].map(distance => block.near + down * distance)
  return line('ground', box(0, Math.min(...edges), width, away.roadEnd - away.road))
}

/** Draws the visible part of the building, its outer walls, and the walls between the neighbours. */
function surroundings({ block, ends, neighbours, place }: Frame): string {
  const { left, right, near, far } = block
  const sides = [...(ends.left ? [left] : []), ...(ends.right ? [right] : [])].map(x => `M${x} ${near}V${far}`)
  const between = neighbours.map(neighbour => partitions(neighbour, block))
  const inside = [place, ...neighbours.map(neighbour => neighbour.place)].map(one => insideWall(one, block))
  return (
    line('ground', boxOf(block)) +
    line('thin', [`M${left} ${near}H${right}M${left} ${far}H${right}`, ...sides, ...between].join('')) +
    line('loose', inside.join(''))
  )
}

function partitions({ place: { left, right, near, far } }: Neighbour, block: Place): string {
  const inside = [left, right].filter(x => x > block.left && x < block.right)
  return inside.map(x => `M${x} ${near}V${far}`).join('')
}

/** Returns the wall that halves the depth of the building; its exact place is not measured. */
function insideWall({ left, right, near, far }: Place, block: Place): string {
  const inside = [near, far].filter(y => y !== block.near && y !== block.far)
  return inside.map(y => `M${left} ${y}H${right}`).join('')
}

/** Draws the known walls; a unit without measures has none. */
function walls({ place, block, measures }: Frame): string {
  const { left, right, near, far } = place
  if (!measures) return line('loose', boxOf(place))
  const along = [near, far].filter(y => y === block.near || y === block.far).map(y => `M${left} ${y}H${right}`)
  return line('wall', `M${left} ${near}V${far}M${right} ${near}V${far}${along.join('')}`)
}

function windows({ place: { near } }: Frame, { windows: all }: Openings): string {
  const panes = all.map(({ x, width }) => {
    const left = x - Math.round(width / 2)
    return `${box(left, near - 3, width, 6)}M${left} ${near}h${width}`
  })
  return line('pane', panes.join(''))
}

/** Draws a gap in the wall, and a leaf with its swing into the room. */
function drawDoor({ unit, place, down }: Frame, { x, width }: NonNullable<Openings['door']>): string {
  const street = unit.entrance.side === 'street'
  const wall = street ? place.near : place.far
  const into = street ? -down : down
  const hinge = x - Math.round(width / 2)
  const swing = `a${width} ${width} 0 0 ${into < 0 ? 1 : 0} ${width} ${-into * width}`
  return line('gap', `M${hinge} ${wall}h${width}`) + line('leaf', `M${hinge} ${wall}v${into * width}${swing}`)
}

function entry({ unit, block, down }: Frame, { entryX }: Openings): string {
  const street = unit.entrance.side === 'street'
  const out = street ? down : -down
  const tip = (street ? block.near : block.far) + out * away.arrow
  const arrow = `M${entryX} ${tip}l7 ${out * (away.arrowEnd - away.arrow)}h-14z`
  return line(unit.entrance.sharing === 'own' ? 'entry' : 'entry-shared', arrow)
}

/** Draws dimension lines for the unit's width at the yard and the building's depth beside it, as draughtsmen do. */
function dimensions({ place, block, down }: Frame): string {
  const y = block.far - down * away.width
  const x = block.right + away.depth
  const past = y - down * 4
  const from = block.far - down * 3
  return line(
    'thin',
    [
      `M${place.left} ${y}H${place.right}${tick(place.left, y)}${tick(place.right, y)}`,
      `M${place.left} ${from}V${past}M${place.right} ${from}V${past}`,
      `M${x} ${block.near}V${block.far}${tick(x, block.near)}${tick(x, block.far)}`,
      `M${block.right + 3} ${block.near}H${x + 4}M${block.right + 3} ${block.far}H${x + 4}`,
    ].join(''),
  )
}

const tick = (x: number, y: number): string => `M${x - 3} ${y + 3}l6-6`

/** Checks whether the floors are drawn: few enough, and the unit on one of them. */
export const hasFloors = ({ unit, building }: Frame): boolean =>
  building.floors <= maxFloors && unit.floor <= building.floors

/** Draws the floors of the building from the side, with that of the unit filled. */
function floors({ unit, building }: Frame): string {
  const height = Math.min(7, Math.floor(26 / building.floors) - 1)
  const bar = (floor: number) => box(corners.floorsX, corners.bottom + 1 - floor * (height + 1), 18, height)
  const others = Array.from({ length: building.floors }, (_, index) => index + 1).filter(floor => floor !== unit.floor)
  return line('floors', others.map(bar).join('')) + line('here', bar(unit.floor))
}
