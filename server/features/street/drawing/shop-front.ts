import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { choicesFor, type Choices } from '#features/premises/seeded-random.ts'
import { escaped, groundLineY, path, clamp, type Wall } from './canvas.ts'
import { door, officeWindows, panes, roller, sideWindow } from './openings.ts'
import { awning, canopy, extras, plate, signBoard } from './signs.ts'
import { facade, roof } from './walls.ts'

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
export function shopFront(front: ShopFront, label?: string): string {
  const choices = choicesFor(front.code)
  const looks = `w${choices.pick(8)} r${choices.pick(5)} a${choices.pick(5)}`
  const wall = wallOf(front, choices)
  const body = [facade(wall), roof(wall), ...faceOf(front, wall), extras(front.use, wall)].join('')
  const named = label ? ` role="img" aria-label="${escaped(label)}"` : ' aria-hidden="true"'
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
  retail: awned,
  catering: awned,
  services: awned,
  showroom: glazed,
  office: quiet,
  ecommerce: gated,
  workshop: gated,
  warehouse: gated,
}

function faceOf(front: ShopFront, wall: Wall): string[] {
  return front.floor > 1 ? upstairs(front, wall) : faces[front.use](front, wall)
}

/** Draws a sign, a striped awning, a door and panes: shops, cafés, services. */
function awned(front: ShopFront, wall: Wall): string[] {
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
function glazed(front: ShopFront, wall: Wall): string[] {
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
function quiet(front: ShopFront, wall: Wall): string[] {
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
function gated(front: ShopFront, wall: Wall): string[] {
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
function upstairs(front: ShopFront, wall: Wall): string[] {
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
