import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { createChoices, type Choices } from '#features/premises/seeded-random.ts'
import { escapeXml, groundLineY, path, clamp, box, type Wall } from './canvas.ts'
import { awning, canopy, extras, plate, signBoard } from './signs.ts'

export type ShopFront = {
  code: string
  /** First allowed use; it decides the sign, the door and the windows. */
  use: UseClass
  /** 0 for a unit that does not reach the street; it is drawn with its width in the yard instead. */
  frontageM: number
  widthM: number
  ceilingHeightM: number
  floor: number
  shopWindows: number
}

const unitsInAMetre = 22
const storey = 54

/**
 * Draws a premises without photos as an SVG. The same premises always looks the same. Colours and strokes are in
 * public/css/street/front.css (`.front`), so that a page of 24 stays small and follows the dark theme.
 */
export function drawShopFront(front: ShopFront, label?: string): string {
  const choices = createChoices(front.code)
  const looks = `w${choices.pick(8)} r${choices.pick(5)} a${choices.pick(5)}`
  const wall = wallOf(front, choices)
  const body = [facade(wall), roof(wall), ...faceOf(front, wall), extras(front.use, wall)].join('')
  const named = label ? ` role="img" aria-label="${escapeXml(label)}"` : ' aria-hidden="true"'
  return `<svg class="front ${looks}" viewBox="0 0 320 180"${named}>${body}</svg>`
}

function wallOf(front: ShopFront, choices: Choices): Wall {
  const metres = front.frontageM > 0 ? front.frontageM : front.widthM
  const width = Math.round(clamp(metres * unitsInAMetre, 92, 284))
  const height = Math.round(clamp(front.ceilingHeightM * 23 + 12, 80, 118))
  const left = Math.round(160 - width / 2)
  // An upper floor stands on the ground floor, and both must fit under the sky.
  const top = front.floor > 1 ? groundLineY - storey - 64 : groundLineY - height
  return { left, right: left + width, top, width, choices }
}

const faces: Record<UseClass, (front: ShopFront, wall: Wall) => string[]> = {
  retail: drawAwnedFront,
  catering: drawAwnedFront,
  services: drawAwnedFront,
  showroom: drawGlazedFront,
  office: drawOfficeFront,
  ecommerce: drawGatedFront,
  workshop: drawGatedFront,
  warehouse: drawGatedFront,
}

function faceOf(front: ShopFront, wall: Wall): string[] {
  return front.floor > 1 ? drawUpperFloor(front, wall) : faces[front.use](front, wall)
}

/** Draws a sign, a striped awning, a door and panes: shops, cafés, services. */
function drawAwnedFront(front: ShopFront, wall: Wall): string[] {
  const lintel = wall.top + 46
  const doorLeft = wall.choices.pick(3) > 0
  const doorAt = doorLeft ? wall.left + 12 : wall.right - 36
  const glass = doorLeft ? [wall.left + 46, wall.right - 10] : [wall.left + 10, wall.right - 46]
  return [
    panes(glass[0] ?? 0, glass[1] ?? 0, lintel + 4, front.shopWindows),
    door(doorAt, lintel, front.use === 'catering' ? 'round' : 'tall'),
    signBoard(wall, front.use, 8),
    awning(wall, wall.top + 30),
  ]
}

/** Draws a showroom: glass from wall to wall under a thin canopy. */
function drawGlazedFront(front: ShopFront, wall: Wall): string[] {
  const middle = Math.round((wall.left + wall.right) / 2)
  const lintel = wall.top + 38
  return [
    panes(wall.left + 8, middle - 16, lintel, Math.ceil(front.shopWindows / 2)),
    panes(middle + 16, wall.right - 8, lintel, Math.floor(front.shopWindows / 2)),
    door(middle - 12, lintel - 2, 'glass'),
    signBoard(wall, front.use, 9),
    canopy(wall.left - 3, wall.right + 3, wall.top + 32),
  ]
}

/** Draws an office: windows with bars, a plate instead of a board, and a canopy over the door only. */
function drawOfficeFront(front: ShopFront, wall: Wall): string[] {
  const doorAt = wall.left + 14
  const windows = officeWindows([[wall.left + 50, wall.right - 10]], Math.max(groundLineY - 58, wall.top + 29), 34)
  return [
    windows,
    door(doorAt, groundLineY - 56, 'tall'),
    canopy(doorAt - 5, doorAt + 29, groundLineY - 62),
    plate(wall, front.use),
  ]
}

/** Draws a roller door beside a small one: workshops, warehouses, parcels. */
function drawGatedFront(front: ShopFront, wall: Wall): string[] {
  const lintel = Math.max(wall.top + 34, groundLineY - 78)
  const gateWidth = Math.round(clamp(wall.width * 0.46, 42, 120))
  const gateLeft = wall.choices.pick(2) === 0
  const gateAt = gateLeft ? wall.left + 10 : wall.right - 10 - gateWidth
  const doorAt = gateLeft ? wall.right - 34 : wall.left + 10
  const glass = gateLeft ? [gateAt + gateWidth + 8, doorAt - 6] : [doorAt + 30, gateAt - 8]
  return [
    roller(gateAt, gateWidth, lintel),
    door(doorAt, groundLineY - 50, 'plain'),
    sideWindow(glass[0] ?? 0, glass[1] ?? 0, groundLineY - 50),
    signBoard(wall, front.use, 8),
  ]
}

/** Draws a unit upstairs, lit; the ground floor under it is another unit. */
function drawUpperFloor(front: ShopFront, wall: Wall): string[] {
  const belt = groundLineY - storey
  const doorAt = Math.round((wall.left + wall.right) / 2) - 12
  return [
    officeWindows([[wall.left + 10, wall.right - 10]], wall.top + 25, 33, 'lit'),
    path('bt', `M${wall.left} ${belt}h${wall.width}`),
    officeWindows(
      [
        [wall.left + 10, doorAt - 8],
        [doorAt + 32, wall.right - 10],
      ],
      belt + 14,
      24,
    ),
    door(doorAt, groundLineY - 42, 'tall'),
    plate(wall, front.use, 4),
  ]
}

/** Draws the wall, plain with a plinth or with one of four textures: quoins, courses of brick, loose bricks, pilasters. */
function facade(wall: Wall): string {
  const { left, top, width } = wall
  const textures = [plinth, quoins, brickCourses, looseBricks, pilasters]
  const texture = textures[wall.choices.pick(textures.length)] ?? plinth
  return path('w', box(left, top, width, groundLineY - top)) + texture(wall)
}

const plinth = ({ left, width }: Wall): string => path('pl', box(left, groundLineY - 7, width, 7))

/** A dashed line as thick as the wall is wide draws all courses of bricks at once. */
const brickCourses = ({ left, top, width }: Wall): string =>
  `<path class="kc" stroke-width="${width}" d="M${left + width / 2} ${top + 8}V${groundLineY - 8}"/>`

const quoins = ({ left, right, top }: Wall): string =>
  path('q', `M${left + 4} ${top + 5}V${groundLineY - 10}M${right - 4} ${top + 5}V${groundLineY - 10}`)

function looseBricks({ left, right, top, choices }: Wall): string {
  const spots = [0, 1, 2, 3, 4].map(index => {
    const x = index % 2 === 0 ? left + 2 + choices.pick(4) : right - 14 - choices.pick(4)
    return `M${x} ${top + 14 + index * 15}h6m2 0h4m-9 4h7`
  })
  return path('k', spots.join(''))
}

const pilasters = ({ left, right, top }: Wall): string =>
  path('ps', `M${left + 4} ${top}V${groundLineY}M${right - 4} ${top}V${groundLineY}`)

/** Draws one of six roofs, some under snow, because it is a border city in winter. */
function roof(wall: Wall): string {
  const roofs = [cornice, cornice, gable, mansard, stepped, domed]
  const shape = roofs[wall.choices.pick(roofs.length)] ?? cornice
  return shape(wall)
}

const snow = (d: string): string => path('sn', d)

function cornice({ left, top, width, choices }: Wall): string {
  const eaves = path('r', box(left - 6, top - 6, width + 12, 7))
  return choices.pick(2) === 0 ? eaves : eaves + snow(`M${left - 4} ${top - 7}h${width + 8}`)
}

function gable({ left, top, width }: Wall): string {
  const half = Math.round(Math.min(width, 150) / 2)
  const ridge = Math.round(left + width / 2)
  const pediment = path('w', `M${ridge - half} ${top}l${half}-20 ${half} 20z`)
  const edge = path('re', `M${left - 5} ${top}H${ridge - half}L${ridge} ${top - 20}l${half} 20H${left + width + 5}`)
  return `${pediment}${edge}${path('o', `M${ridge - 4} ${top - 5}a4 4 0 0 1 8 0a4 4 0 0 1-8 0`)}`
}

function mansard({ left, top, width }: Wall): string {
  const slope = path('r', `M${left - 5} ${top + 1}l9-18h${width - 8}l9 18z`)
  const third = Math.round(width / 3)
  const dormer = (x: number) => box(x - 6, top - 12, 12, 11)
  return (
    slope + path('dm', dormer(left + third) + dormer(left + 2 * third)) + snow(`M${left + 6} ${top - 18}h${width - 12}`)
  )
}

function stepped({ left, top, width }: Wall): string {
  const inset = Math.round(width / 4)
  const parapet = path('w', box(left + inset, top - 12, width - 2 * inset, 13))
  const caps = `M${left - 4} ${top}h${inset + 4}v-12h${width - 2 * inset}v12h${inset + 4}`
  return parapet + path('re', caps)
}

/** Draws a small dome like those of the border cities, over a cornice. */
function domed({ left, top, width, choices }: Wall): string {
  const x = Math.round(left + (choices.pick(2) === 0 ? width / 2 : width - 30))
  const drum = path('w', box(x - 12, top - 14, 24, 10))
  const dome = path('r', `M${x - 14} ${top - 13}c-3-11 8-13 14-21c6 8 17 10 14 21z`)
  const spike = path('sp', `M${x} ${top - 32}v-9`)
  return spike + drum + dome + path('r', box(left - 6, top - 6, width + 12, 7))
}

const minPaneWidth = 15

/** Draws large shop windows between two edges: as many as the listing states, if they fit. */
function panes(from: number, to: number, top: number, count: number): string {
  const room = to - from
  if (room < minPaneWidth) return ''
  const number = clamp(count, 1, Math.min(6, Math.floor(room / (minPaneWidth + 4))) || 1)
  const width = Math.round((room - (number - 1) * 4) / number)
  const height = groundLineY - 12 - top
  const lefts = Array.from({ length: number }, (_, index) => from + index * (width + 4))
  const glass = path('g', lefts.map(x => box(x, top, width, height)).join(''))
  const glint = lefts.map(x => glintOf(x, top, width, height)).join('')
  return glass + path('gl', glint)
}

/** Returns a slanted reflection inside its pane; the style sheet draws it as a broad stroke. */
function glintOf(x: number, top: number, width: number, height: number): string {
  const run = Math.round(Math.min(width * 0.4, height * 0.4))
  return `M${x + Math.round(width * 0.3)} ${top + height}l${run}-${height}`
}

type Span = [from: number, to: number]

/** Draws barred windows in one row over one or more stretches of wall. `lit` windows belong to the unit on offer. */
function officeWindows(spans: readonly Span[], top: number, height: number, light: 'dark' | 'lit' = 'dark'): string {
  const lefts = spans.flatMap(windowsWithin)
  if (lefts.length === 0) return ''
  const glass = lefts.map(x => box(x, top, 24, height)).join('')
  const bars = lefts.map(x => `M${x + 12} ${top}v${height}`).join('')
  return path(light === 'lit' ? 'gi' : 'go', glass) + path('br', bars)
}

function windowsWithin([from, to]: Span): number[] {
  const room = to - from
  const number = Math.max(0, Math.min(7, Math.floor((room + 10) / 36)))
  return Array.from({ length: number }, (_, index) => Math.round(from + (room / number) * (index + 0.5) - 12))
}

type DoorKind = 'tall' | 'round' | 'glass' | 'plain'

/** Draws a door, 24 wide, that stands on the ground with its top at `top`. Shops leave a transom over it. */
function door(x: number, top: number, kind: DoorKind): string {
  const lowest = Math.max(top, groundLineY - 62)
  const height = groundLineY - lowest
  if (kind === 'glass') return path('d', box(x, lowest, 24, height)) + path('g', glassLeaves(x, lowest, height))
  const lights: Record<Exclude<DoorKind, 'glass'>, string> = {
    tall: box(x + 6, lowest + 6, 12, Math.round(height * 0.45)),
    round: `M${x + 5} ${lowest + 14}a7 7 0 0 1 14 0a7 7 0 0 1-14 0`,
    plain: box(x + 6, lowest + 7, 12, 9),
  }
  return (
    path('d', box(x, lowest, 24, height)) + path('dl', lights[kind]) + path('h', `M${x + 20} ${groundLineY - 20}v.1`)
  )
}

const glassLeaves = (x: number, top: number, height: number): string =>
  box(x + 2, top + 3, 9, height - 3) + box(x + 13, top + 3, 9, height - 3)

/** Draws a roller door with its slats and box. */
function roller(x: number, width: number, top: number): string {
  const slats = `<path class="sl" stroke-width="${width}" d="M${x + width / 2} ${top + 8}V${groundLineY}"/>`
  return path('rd', box(x, top, width, groundLineY - top)) + slats + path('rb', box(x - 2, top - 5, width + 4, 8))
}

/** Draws a window beside a gate if there is room for one. */
function sideWindow(from: number, to: number, top: number): string {
  if (to - from < 26) return ''
  return officeWindows([[from, to]], top, 26)
}
