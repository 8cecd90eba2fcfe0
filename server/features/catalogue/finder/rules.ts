import type { PremisesFeature, UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { addDays, type CityDay } from '#shared/days/city-day.ts'

/** Needs of a business that the data of premises can answer. */
export const needs = [
  'water',
  'drain',
  'extraction',
  'three_phase',
  'gas',
  'internet',
  'shop_windows',
  'step_free',
  'parking',
  'registered_address',
] as const satisfies readonly (PremisesFeature | 'drain')[]
export type Need = (typeof needs)[number]

export const levels = ['ground', 'upper'] as const
export type Level = (typeof levels)[number]

export const entrances = ['street_entrance', 'own_entrance'] as const satisfies readonly PremisesFeature[]
export type Entrance = (typeof entrances)[number]

/** Answers of a visitor; a skipped question asks for nothing. Areas are usable m², costs yuan a month, power is in kW. */
export type Answers = {
  use?: UseClass
  minArea?: number
  maxArea?: number
  need: readonly Need[]
  power?: number
  level?: Level
  entrance: readonly Entrance[]
  maxMonthly?: number
  from?: CityDay
}

/** One wish for a unit. */
export type Wish =
  | { kind: 'use'; use: UseClass }
  | { kind: 'area'; min: number | undefined; max: number | undefined }
  | { kind: 'need'; need: Need }
  | { kind: 'power'; kw: number }
  | { kind: 'level'; level: Level }
  | { kind: 'entrance'; entrance: Entrance }
  | { kind: 'cost'; most: number }
  | { kind: 'from'; day: CityDay; /** Units available by this day miss the wish by little. */ until: CityDay }

/** A function for each kind of wish. */
export type WishHandlers<Others extends unknown[], Result> = {
  [Kind in Wish['kind']]: (wish: Extract<Wish, { kind: Kind }>, ...others: Others) => Result
}

/**
 * Returns the function for the kind of a wish. The cast is needed because the compiler cannot see that both are of one kind.
 */
export const handlerFor = <Others extends unknown[], Result>(all: WishHandlers<Others, Result>, { kind }: Wish) =>
  all[kind] as (wish: Wish, ...others: Others) => Result

/** Facts of a unit that the rule uses. None of them says who owns, keeps or pays for a listing. */
export type Unit = {
  allows: (use: UseClass) => boolean
  has: (what: Need | Entrance) => boolean
  areaSqM: number
  kw: number
  floor: number
  /** Monthly cost in the first year, in whole yuan as costs are shown. */
  monthlyYuan: number
  /** Empty means available now. */
  availableFrom: CityDay
}

const toleratedDelayDays = 30

/** Returns the wishes of the answers, in the order of the questions. */
export function wishesOf({ use, minArea, maxArea, need, power, level, entrance, maxMonthly, from }: Answers): Wish[] {
  const wishes: (Wish | false)[] = [
    use !== undefined && { kind: 'use', use },
    (minArea !== undefined || maxArea !== undefined) && { kind: 'area', min: minArea, max: maxArea },
    ...need.map((one): Wish => ({ kind: 'need', need: one })),
    power !== undefined && { kind: 'power', kw: power },
    level !== undefined && { kind: 'level', level },
    ...entrance.map((one): Wish => ({ kind: 'entrance', entrance: one })),
    maxMonthly !== undefined && { kind: 'cost', most: maxMonthly },
    from !== undefined && { kind: 'from', day: from, until: addDays(from, toleratedDelayDays) },
  ]
  return wishes.filter(wish => wish !== false)
}

/** Needs that a tenant can have installed if the office agrees. */
const installable: readonly Need[] = ['water', 'drain', 'extraction', 'three_phase', 'gas', 'internet']

const nearMissFactor = 1.15
/** Limits beyond which a unit is not shown: half or twice the area, or half as much again to pay. */
const exclusionFactors = { area: 2, cost: 1.5 }
const never = Infinity

/**
 * Returns the points against a unit for one wish:
 * - 0: the wish is met.
 * - 1: it is missed by little (at most 15 % of area or costs, 30 days), or what is missing can be added.
 * - 2: otherwise.
 * - Infinity, so that the unit is not shown: the use is not allowed, the area is less than half the minimum or more than
 *   twice the maximum, or the costs exceed the limit by more than half.
 */
export const pointsAgainst = (wish: Wish, unit: Unit): number => handlerFor(pointsByKind, wish)(wish, unit)

const pointsByKind: WishHandlers<[unit: Unit], number> = {
  use: ({ use }, unit) => (unit.allows(use) ? 0 : never),
  area: ({ min = 0, max = Infinity }, { areaSqM }) =>
    byExcess(Math.max(min / areaSqM, areaSqM / max), exclusionFactors.area),
  need: ({ need }, unit) => (unit.has(need) ? 0 : installable.includes(need) ? 1 : 2),
  power: ({ kw }, unit) => (unit.kw >= kw ? 0 : 1),
  level: ({ level }, { floor }) => ((floor === 1) === (level === 'ground') ? 0 : 2),
  entrance: ({ entrance }, unit) => (unit.has(entrance) ? 0 : 2),
  cost: ({ most }, { monthlyYuan }) => byExcess(monthlyYuan / most, exclusionFactors.cost),
  from: ({ day, until }, { availableFrom: free }) => (free <= day ? 0 : free <= until ? 1 : 2),
}

const byExcess = (times: number, most: number): number =>
  times <= 1 ? 0 : times <= nearMissFactor ? 1 : times <= most ? 2 : never

/** The only facts that decide the rank. */
export type RankFacts = { against: number; monthlyYuan: number; code: string }

/**
 * Compares units for the order in which they are shown: by total points against (`pointsAgainst`), then by monthly cost,
 * then by code, each ascending.
 */
export const compareFit = (a: RankFacts, b: RankFacts): number =>
  a.against - b.against || a.monthlyYuan - b.monthlyYuan || (a.code < b.code ? -1 : 1)
