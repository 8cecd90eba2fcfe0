import type { StreetRow } from '#models/premises/parts/premises-vocabulary.ts'
import type { PlacedBuilding } from './placing.ts'

/** Stretch of a row without a building; `toM` is null when no building follows. */
export type FreeSpace = { fromM: number; toM: number | null }

/** Minimum length of a building. */
const minLengthM = 1

/** Returns the free stretches of one side of the street, from its beginning on. Pure. */
export function freeSpaces(row: StreetRow, buildings: readonly PlacedBuilding[]): FreeSpace[] {
  const spaces: FreeSpace[] = []
  let fromM = 0
  const rowPositions = buildings.map(({ position }) => position).filter(position => position.row === row)
  for (const { offsetM, lengthM } of rowPositions.toSorted((a, b) => a.offsetM - b.offsetM)) {
    if (offsetM - fromM >= minLengthM) spaces.push({ fromM, toM: offsetM })
    fromM = Math.max(fromM, inDecimetres(offsetM + lengthM))
  }
  return [...spaces, { fromM, toM: null }]
}

const inDecimetres = (metres: number): number => Math.round(metres * 10) / 10
