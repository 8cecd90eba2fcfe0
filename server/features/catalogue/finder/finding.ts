import { premisesFeatures, useClasses, type UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { addDays, type CityDay } from '#shared/days/city-day.ts'
import type { Catalogue, CatalogueReader } from '../search/index/catalogue-index.ts'
import { codeAt, dayNumber, dayOf, type Columns } from '../search/index/columns.ts'
import { itemAt, type FoundPremises } from '../search/search.ts'
import { takesApplications } from '../search/vacancies.ts'
import { compareFit, pointsAgainst, wishesOf, type Answers, type RankFacts, type Unit, type Wish } from './rules.ts'

/** How a unit meets one wish. */
export type JudgedWish = { wish: Wish; points: number }
export type FittingUnit = {
  item: FoundPremises
  unit: Unit
  judged: JudgedWish[]
  /** First and last day of applications; empty when there is none. */
  opensOn: CityDay
  closesOn: CityDay
}
export type FinderResult = {
  wishes: Wish[]
  /** How many can be applied for, now or soon. */
  open: number
  /** How many meet every wish, and how many are close enough to be shown. */
  whole: number
  near: number
  best: FittingUnit[]
  /** When none meets every wish: the wishes without which some would, and how many. */
  loosened: { wish: Wish; count: number }[]
}

export const maxUnitsShown = 12
/** Applications that open later than this do not count as "soon". */
const soonDays = 60

/**
 * Ranks the units that can be applied for now or soon by the answers. Everything is read from memory, in one pass over the
 * street.
 */
export function createFinder(reader: CatalogueReader, today: () => CityDay) {
  return async (answers: Answers): Promise<FinderResult> => rankUnits(await reader.current(), answers, today())
}

function rankUnits({ index, hidden }: Catalogue, answers: Answers, today: CityDay): FinderResult {
  const { columns } = index
  const wishes = wishesOf(answers)
  const days = { today: dayNumber(today), openBy: dayNumber(addDays(today, soonDays)) }
  const without = wishes.map(() => 0)
  const best = createBestList()
  let open = 0
  let whole = 0
  let near = 0
  for (let slot = 0; slot < hidden.length; slot += 1) {
    if (hidden[slot] !== 0 || !takesApplications(columns, slot, days)) continue
    open += 1
    const unit = unitAt(columns, slot, days)
    const points = wishes.map(wish => pointsAgainst(wish, unit))
    const missed = points.filter(one => one > 0).length
    const only = missed === 1 ? points.findIndex(one => one > 0) : -1
    if (only >= 0) without[only] = (without[only] ?? 0) + 1
    const against = points.reduce((sum, one) => sum + one, 0)
    if (against === Infinity) continue
    near += 1
    if (missed === 0) whole += 1
    best.offer(slot, against, columns)
  }
  return {
    wishes,
    open,
    whole,
    near,
    best: best.slots().map(slot => {
      const unit = unitAt(columns, slot, days)
      return {
        item: itemAt(index, slot),
        unit,
        judged: wishes.map(wish => ({ wish, points: pointsAgainst(wish, unit) })),
        opensOn: dayOf(columns.opensOn[slot] ?? 0),
        closesOn: dayOf(columns.closesOn[slot] ?? 0),
      }
    }),
    loosened:
      whole > 0
        ? []
        : wishes
            .map((wish, place) => ({ wish, count: without[place] ?? 0 }))
            .filter(({ count }) => count > 0)
            .sort((a, b) => b.count - a.count),
  }
}

/** Days in the format of the columns. */
type Days = { today: number; openBy: number }

const bit = <T>(all: readonly T[], one: T): number => 1 << all.indexOf(one)

function unitAt(columns: Columns, slot: number, { today }: Days): Unit {
  const uses = columns.uses[slot] ?? 0
  const features = columns.features[slot] ?? 0
  const free = columns.availableFrom[slot] ?? 0
  return {
    allows: (use: UseClass) => (uses & bit(useClasses, use)) !== 0,
    has: what => (what === 'drain' ? columns.drain[slot] === 1 : (features & bit(premisesFeatures, what)) !== 0),
    areaSqM: columns.area[slot] ?? 0,
    kw: columns.power[slot] ?? 0,
    floor: columns.floor[slot] ?? 0,
    monthlyYuan: Math.round((columns.cost[slot] ?? 0) / 100),
    availableFrom: free > today ? dayOf(free) : '',
  }
}

/** Keeps only the units to be shown while the street is scanned. */
function createBestList() {
  const held: (RankFacts & { slot: number })[] = []
  return {
    offer(slot: number, against: number, columns: Columns): void {
      const last = held.length === maxUnitsShown ? held.at(-1) : undefined
      if (last && against > last.against) return
      const one = {
        slot,
        against,
        monthlyYuan: Math.round((columns.cost[slot] ?? 0) / 100),
        code: codeAt(columns, slot),
      }
      if (last && compareFit(last, one) < 0) return
      held.splice(held.findLastIndex(other => compareFit(other, one) < 0) + 1, 0, one)
      if (held.length > maxUnitsShown) held.pop()
    },
    slots: () => held.map(({ slot }) => slot),
  }
}
