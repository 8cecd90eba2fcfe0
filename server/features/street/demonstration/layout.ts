import type { StreetRow, UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { createChoices, type Choices } from '#features/premises/seeded-random.ts'

/** Fixed seed, so that the street is the same on every machine. */
export const seed = 'suifenhe-2015'

export type BuildingSlot = {
  code: string
  row: StreetRow
  /** Number in its row, from 1. */
  number: number
  offsetM: number
  lengthM: number
  depthM: number
  floors: number
}

export type UnitSlot = {
  code: string
  building: BuildingSlot
  floor: number
  offsetM: number
  widthM: number
  depth: 'whole' | 'street' | 'yard'
  use: UseClass
}

/** The seven plots of a row are 930 m long with their gaps (China News, 2016-05-26, gives that length). */
const plots = [
  { lengthM: 118, depthM: 9.5, floors: { north: 2, south: 1 } },
  { lengthM: 126, depthM: 9.8, floors: { north: 2, south: 2 } },
  { lengthM: 122, depthM: 9.5, floors: { north: 1, south: 2 } },
  { lengthM: 132, depthM: 10.4, floors: { north: 2, south: 3 } },
  { lengthM: 120, depthM: 9.2, floors: { north: 2, south: 2 } },
  { lengthM: 130, depthM: 9.8, floors: { north: 1, south: 2 } },
  { lengthM: 120, depthM: 9.5, floors: { north: 2, south: 1 } },
] as const
const gapM = 9
const firstOffsetM = 4

/** Returns the nth building: A1, B1, A2, B2, ... After the seventh of a row the plots repeat further down the street. */
export function buildingSlot(index: number): BuildingSlot {
  const row: StreetRow = index % 2 === 0 ? 'north' : 'south'
  const place = Math.floor(index / 2)
  const plot = plots[place % plots.length] ?? plots[0]
  return {
    code: `${row === 'north' ? 'A' : 'B'}${place + 1}`,
    row,
    number: place + 1,
    offsetM: offsetOf(place),
    lengthM: plot.lengthM,
    depthM: plot.depthM,
    floors: plot.floors[row],
  }
}

function offsetOf(place: number): number {
  const roundM = plots.reduce((sum, { lengthM }) => sum + lengthM + gapM, 0)
  const before = plots.slice(0, place % plots.length).reduce((sum, { lengthM }) => sum + lengthM + gapM, 0)
  return firstOffsetM + Math.floor(place / plots.length) * roundM + before
}

const uses: Record<'street' | 'yard' | 'upstairs', Partial<Record<UseClass, number>>> = {
  street: { retail: 36, catering: 17, services: 16, showroom: 9, ecommerce: 6, workshop: 7, warehouse: 5, office: 4 },
  yard: { workshop: 36, warehouse: 30, ecommerce: 24, services: 10 },
  upstairs: { office: 52, services: 21, ecommerce: 15, showroom: 8, retail: 4 },
}

/** Range of widths, in metres of wall, by use. */
const widths: Record<UseClass, readonly [number, number]> = {
  retail: [3.4, 13],
  catering: [6.5, 16],
  services: [3.2, 11],
  office: [4, 13],
  showroom: [9, 19],
  workshop: [7, 17],
  warehouse: [10, 26],
  ecommerce: [5, 14],
}
const minWidthM = 3.4

/** Returns all units of a building by floor, along the wall. They fill the wall and never overlap. */
export function unitSlots(building: BuildingSlot): UnitSlot[] {
  const choices = createChoices(`${seed}:${building.code}`)
  const floors = Array.from({ length: building.floors }, (_, index) => floorSlots(building, index + 1, choices))
  return floors.flat().map((slot, index) => ({ ...slot, code: unitCode(building, index + 1) }))
}

function unitCode({ row, number }: BuildingSlot, unit: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `SFH-${row === 'north' ? 'A' : 'B'}-${two(number)}${two(unit)}`
}

type Uncoded = Omit<UnitSlot, 'code'>

function floorSlots(building: BuildingSlot, floor: number, choices: Choices): Uncoded[] {
  const slots: Uncoded[] = []
  const end = building.offsetM + building.lengthM
  let offsetM = building.offsetM
  while (end - offsetM > 0.05) {
    const use = choices.weighted(uses[floor === 1 ? 'street' : 'upstairs'])
    const widthM = widthFor(use, end - offsetM, choices)
    slots.push(...divideSlot({ building, floor, offsetM, widthM, depth: 'whole', use }, choices))
    offsetM = Number((offsetM + widthM).toFixed(1))
  }
  return slots
}

/**
 * Returns a width in the range of the use. A remainder at the end of the wall that is too small for a unit is added to it.
 */
function widthFor(use: UseClass, roomM: number, choices: Choices): number {
  const [least, most] = widths[use]
  const widthM = choices.between(least, most, 1)
  return roomM - widthM < minWidthM ? Number(roomM.toFixed(1)) : widthM
}

/** Divides some ground-floor units in two: one at the street, and one with its door in the yard. */
function divideSlot(slot: Uncoded, choices: Choices): Uncoded[] {
  const divided = slot.floor === 1 && slot.widthM >= 6.5 && choices.chance(22)
  if (!divided) return [slot]
  return [
    { ...slot, depth: 'street' },
    { ...slot, depth: 'yard', use: choices.weighted(uses.yard) },
  ]
}
