import type { StreetRow } from '#models/premises/parts/premises-vocabulary.ts'
import type { FrontBuilding } from '#features/street/drawing/elevation/fronts.ts'

/** Maximum length of a page. The real street is 930 m long, so one side is one page. */
const maxLengthM = 1_000

export type Stretch = {
  row: StreetRow
  /** From left to right as seen from the street; on the south side the beginning is on the right. */
  buildings: FrontBuilding[]
  /** The next building beyond either end of the page; null when there is none. */
  beyond: { left: string | null; right: string | null }
  /** Whether this is the first stretch of its row, where the street begins. */
  first: boolean
  /** The building across the street by building code; none when the other side is empty. */
  opposite: ReadonlyMap<string, string>
}

/**
 * Returns the stretch of a row with the requested building. If there is no such building, returns the beginning of the north
 * side. Pure.
 */
export function findStretch(all: readonly FrontBuilding[], requestedCode?: string): Stretch | null {
  const sorted = all.toSorted((a, b) => a.position.offsetM - b.position.offsetM)
  const chosen = sorted.find(({ code }) => code === requestedCode) ?? beginningOf(sorted)
  if (!chosen) return null
  const { row } = chosen.position
  const stretches = divideRow(sorted.filter(({ position }) => position.row === row))
  const at = stretches.findIndex(stretch => stretch.includes(chosen))
  const buildings = stretches[at] ?? []
  const before = stretches[at - 1]?.at(-1)?.code ?? null
  const after = stretches[at + 1]?.[0]?.code ?? null
  const about = { row, first: at === 0, opposite: oppositeOf(buildings, sorted) }
  return row === 'north'
    ? { ...about, buildings, beyond: { left: before, right: after } }
    : { ...about, buildings: buildings.toReversed(), beyond: { left: after, right: before } }
}

const beginningOf = (sorted: readonly FrontBuilding[]): FrontBuilding | undefined =>
  sorted.find(({ position }) => position.row === 'north') ?? sorted[0]

/** Divides a row into stretches as long as allowed; a longer building is a stretch of its own. */
function divideRow(row: readonly FrontBuilding[]): FrontBuilding[][] {
  const stretches: FrontBuilding[][] = []
  for (const building of row) {
    const last = stretches.at(-1)
    const from = last?.[0]?.position.offsetM ?? 0
    if (last && building.position.offsetM + building.position.lengthM - from <= maxLengthM) last.push(building)
    else stretches.push([building])
  }
  return stretches
}

function oppositeOf(buildings: readonly FrontBuilding[], all: readonly FrontBuilding[]): Map<string, string> {
  return new Map(
    buildings.flatMap(building => {
      const others = all.filter(({ position }) => position.row !== building.position.row)
      const [nearest] = others.toSorted((a, b) => apart(a, building) - apart(b, building))
      return nearest ? [[building.code, nearest.code] as const] : []
    }),
  )
}

const apart = (a: FrontBuilding, b: FrontBuilding): number => Math.abs(middleOf(a) - middleOf(b))
const middleOf = ({ position: { offsetM, lengthM } }: FrontBuilding): number => offsetM + lengthM / 2
