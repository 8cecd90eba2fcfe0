import type { StreetRow } from '#models/premises/parts/premises-vocabulary.ts'
import type { FrontBuilding } from '#features/street/drawing/elevation/fronts.ts'

/** The real street is 930 m long: one side of it is one page, and of a longer street as much. */
const longestM = 1_000

export type Stretch = {
  row: StreetRow
  /** As one sees them from the street, from left to right: the south side begins on the right. */
  buildings: FrontBuilding[]
  /** The next building beyond either end of what is shown. */
  beyond: { left: string | null; right: string | null }
  /** Whether the street goes no further on the side of its beginning: this is the first stretch of its row. */
  first: boolean
  /** The building over the street from each, by its code; none where the other side is empty. */
  opposite: ReadonlyMap<string, string>
}

/** The part of a row with the building that is asked for; without one that stands there, the beginning of the north side. Pure. */
export function stretchOf(all: readonly FrontBuilding[], asked?: string): Stretch | null {
  const sorted = all.toSorted((a, b) => a.position.offsetM - b.position.offsetM)
  const chosen = sorted.find(({ code }) => code === asked) ?? beginningOf(sorted)
  if (!chosen) return null
  const { row } = chosen.position
  const stretches = divided(sorted.filter(({ position }) => position.row === row))
  const at = stretches.findIndex(stretch => stretch.includes(chosen))
  const buildings = stretches[at] ?? []
  const [before, after] = [stretches[at - 1]?.at(-1)?.code ?? null, stretches[at + 1]?.[0]?.code ?? null]
  const about = { row, first: at === 0, opposite: oppositeOf(buildings, sorted) }
  return row === 'north'
    ? { ...about, buildings, beyond: { left: before, right: after } }
    : { ...about, buildings: buildings.toReversed(), beyond: { left: after, right: before } }
}

const beginningOf = (sorted: readonly FrontBuilding[]): FrontBuilding | undefined =>
  sorted.find(({ position }) => position.row === 'north') ?? sorted[0]

/** One after the other, each as long as may be; a longer building is one alone. */
function divided(row: readonly FrontBuilding[]): FrontBuilding[][] {
  const stretches: FrontBuilding[][] = []
  for (const building of row) {
    const last = stretches.at(-1)
    const from = last?.[0]?.position.offsetM ?? 0
    if (last && building.position.offsetM + building.position.lengthM - from <= longestM) last.push(building)
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
