import type { Frame } from './frame.ts'

/** What is in the walls of a unit; `x` is the middle of a door or window along its wall. */
export type Openings = {
  /** `whole`: the wall at the street is all frontage; `part`: some of it is, and nobody said which. */
  front: 'whole' | 'part' | null
  windows: { x: number; width: number }[]
  /** The unit's own door; null where it is shared or upstairs. */
  door: { x: number; width: number } | null
  /** Where one comes in, from outside the building. */
  entryX: number
}

/** Narrower ones could not be told apart. */
const leastSlot = 12
const toleranceM = 0.05

/**
 * Openings spread evenly along their walls, for where they are is not known; the words under the drawing say so. So many windows
 * that they could not be told apart are left to the words, too.
 */
export function openingsOf(frame: Frame): Openings {
  const { unit, place } = frame
  const front = frontOf(frame)
  const door = hasDoor(frame)
  const beside = door && unit.entrance.side === 'street'
  const slots = (front ? unit.shopWindows : 0) + (beside ? 1 : 0)
  const slot = (place.right - place.left) / Math.max(1, slots)
  const middles =
    slot < leastSlot ? [] : Array.from({ length: slots }, (_, at) => Math.round(place.left + slot * (at + 0.5)))
  const middle = Math.round((place.left + place.right) / 2)
  const entryX = beside ? (middles[Math.floor(slots / 2)] ?? middle) : middle
  const deep = Math.abs(place.near - place.far)
  return {
    front,
    windows: middles.filter(x => !beside || x !== entryX).map(x => ({ x, width: Math.round(Math.min(26, slot - 6)) })),
    door: door ? { x: entryX, width: Math.round(Math.min(16, Math.max(leastSlot, slot) - 4, deep - 4)) } : null,
    entryX,
  }
}

function frontOf({ unit, place, block }: Frame): Openings['front'] {
  const { frontageM, position } = unit
  if (frontageM === 0 || place.near !== block.near) return null
  return Math.abs(frontageM - position.widthM) <= toleranceM ? 'whole' : 'part'
}

/** Only a unit on the ground floor has its door in a wall of the building. */
function hasDoor({ unit, place, block }: Frame): boolean {
  const { sharing, side } = unit.entrance
  const wall = side === 'street' ? place.near === block.near : place.far === block.far
  return sharing === 'own' && unit.floor === 1 && wall
}
