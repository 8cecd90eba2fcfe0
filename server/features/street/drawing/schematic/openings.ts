import type { Frame } from './frame.ts'

/** Openings in the walls of a unit; `x` is the middle of a door or window along its wall. */
export type Openings = {
  /** `whole`: the whole wall at the street is frontage. `part`: a part of it is, and which one is not recorded. */
  front: 'whole' | 'part' | null
  windows: { x: number; width: number }[]
  /** Door of the unit; null when it is shared or upstairs. */
  door: { x: number; width: number } | null
  /** Where the entrance arrow stands, outside the building. */
  entryX: number
}

/** Minimum slot; narrower openings cannot be told apart. */
const minSlotWidth = 12
const toleranceM = 0.05

/**
 * Spreads the openings evenly along their walls, because their places are unknown, as the text under the drawing says.
 * Windows that are too many to tell apart are left to the text, too.
 */
export function openingsOf(frame: Frame): Openings {
  const { unit, place } = frame
  const front = frontOf(frame)
  const door = hasDoor(frame)
  const beside = door && unit.entrance.side === 'street'
  const slots = (front ? unit.shopWindows : 0) + (beside ? 1 : 0)
  const slot = (place.right - place.left) / Math.max(1, slots)
  const middles =
    slot < minSlotWidth ? [] : Array.from({ length: slots }, (_, at) => Math.round(place.left + slot * (at + 0.5)))
  const middle = Math.round((place.left + place.right) / 2)
  const entryX = beside ? (middles[Math.floor(slots / 2)] ?? middle) : middle
  const deep = Math.abs(place.near - place.far)
  return {
    front,
    windows: middles.filter(x => !beside || x !== entryX).map(x => ({ x, width: Math.round(Math.min(26, slot - 6)) })),
    door: door ? { x: entryX, width: Math.round(Math.min(16, Math.max(minSlotWidth, slot) - 4, deep - 4)) } : null,
    entryX,
  }
}

function frontOf({ unit, place, block }: Frame): Openings['front'] {
  const { frontageM, position } = unit
  if (frontageM === 0 || place.near !== block.near) return null
  return Math.abs(frontageM - position.widthM) <= toleranceM ? 'whole' : 'part'
}

/** Checks whether the unit has its door in a wall of the building, which only ground-floor units can have. */
function hasDoor({ unit, place, block }: Frame): boolean {
  const { sharing, side } = unit.entrance
  const wall = side === 'street' ? place.near === block.near : place.far === block.far
  return sharing === 'own' && unit.floor === 1 && wall
}
