import type { StreetRow } from '#models/premises/parts/premises-vocabulary.ts'
import type { Block } from './placing.ts'

/** A stretch of a row that no building stands on; `toM` is null where nothing stands behind it. */
export type FreeSpace = { fromM: number; toM: number | null }

/** No building is shorter. */
const leastM = 1

/** What is free on one side of the street, from its beginning on. Pure. */
export function freeSpaces(row: StreetRow, buildings: readonly Block[]): FreeSpace[] {
  const spaces: FreeSpace[] = []
  let fromM = 0
  const standing = buildings.map(({ position }) => position).filter(position => position.row === row)
  for (const { offsetM, lengthM } of standing.toSorted((a, b) => a.offsetM - b.offsetM)) {
    if (offsetM - fromM >= leastM) spaces.push({ fromM, toM: offsetM })
    fromM = Math.max(fromM, inDecimetres(offsetM + lengthM))
  }
  return [...spaces, { fromM, toM: null }]
}

const inDecimetres = (metres: number): number => Math.round(metres * 10) / 10
