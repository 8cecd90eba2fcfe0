import type { PremisesFeature, UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { addDays, type CityDay } from '#shared/days/city-day.ts'

/** What a business may need of a unit, as the data of premises know it. */
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

/** What a visitor has answered; a question that was skipped asks for nothing. Areas are usable m², costs yuan a month, power is in kW. */
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

/** One thing that is asked of a unit. */
export type Wish =
  | { kind: 'use'; use: UseClass }
  | { kind: 'area'; min: number | undefined; max: number | undefined }
  | { kind: 'need'; need: Need }
  | { kind: 'power'; kw: number }
  | { kind: 'level'; level: Level }
  | { kind: 'entrance'; entrance: Entrance }
  | { kind: 'cost'; most: number }
  | { kind: 'from'; day: CityDay; /** Until then it is missed by little. */ until: CityDay }

/** What is done with a wish of each kind. */
export type ByKind<Others extends unknown[], Result> = {
  [Kind in Wish['kind']]: (wish: Extract<Wish, { kind: Kind }>, ...others: Others) => Result
}

/** What is done with this one; the compiler cannot see that both are of one kind. */
export const byKind = <Others extends unknown[], Result>(all: ByKind<Others, Result>, { kind }: Wish) =>
  all[kind] as (wish: Wish, ...others: Others) => Result

/** What the rule knows of a unit. Nothing in it says who owns, keeps or pays for a listing. */
export type Unit = {
  allows: (use: UseClass) => boolean
  has: (what: Need | Entrance) => boolean
  areaSqM: number
  kw: number
  floor: number
  /** In the first year, in whole yuan as costs are shown. */
  monthlyYuan: number
  /** Empty is "now". */
  availableFrom: CityDay
}

const waitsDays = 30

/** What was asked for, in the order of the questions. */
export function wishesOf({ use, minArea, maxArea, need, power, level, entrance, maxMonthly, from }: Answers): Wish[] {
  const wishes: (Wish | false)[] = [
    use !== undefined && { kind: 'use', use },
    (minArea !== undefined || maxArea !== undefined) && { kind: 'area', min: minArea, max: maxArea },
    ...need.map((one): Wish => ({ kind: 'need', need: one })),
    power !== undefined && { kind: 'power', kw: power },
    level !== undefined && { kind: 'level', level },
    ...entrance.map((one): Wish => ({ kind: 'entrance', entrance: one })),
    maxMonthly !== undefined && { kind: 'cost', most: maxMonthly },
    from !== undefined && { kind: 'from', day: from, until: addDays(from, waitsDays) },
  ]
  return wishes.filter(wish => wish !== false)
}

/** What whoever rents a unit can add to it, if the office agrees. */
const installable: readonly Need[] = ['water', 'drain', 'extraction', 'three_phase', 'gas', 'internet']

const narrow = 1.15
/** Out of the question: half the room or twice as much, or half as much again to pay. */
const far = { area: 2, cost: 1.5 }
const never = Infinity

/**
 * How much it counts against a unit that a wish is not met: 0 where it is met; 1 where it is missed by little (at most 15 % of
 * area or costs, 30 days) or what lacks can be added; 2 otherwise; infinitely, so that the unit is not shown, where it is not offered for this use, has
 * less than half the least area or more than twice the largest, or costs over half as much again as one can bear.
 */
export const pointsAgainst = (wish: Wish, unit: Unit): number => byKind(against, wish)(wish, unit)

const against: ByKind<[unit: Unit], number> = {
  use: ({ use }, unit) => (unit.allows(use) ? 0 : never),
  area: ({ min = 0, max = Infinity }, { areaSqM }) => byExcess(Math.max(min / areaSqM, areaSqM / max), far.area),
  need: ({ need }, unit) => (unit.has(need) ? 0 : installable.includes(need) ? 1 : 2),
  power: ({ kw }, unit) => (unit.kw >= kw ? 0 : 1),
  level: ({ level }, { floor }) => ((floor === 1) === (level === 'ground') ? 0 : 2),
  entrance: ({ entrance }, unit) => (unit.has(entrance) ? 0 : 2),
  cost: ({ most }, { monthlyYuan }) => byExcess(monthlyYuan / most, far.cost),
  from: ({ day, until }, { availableFrom: free }) => (free <= day ? 0 : free <= until ? 1 : 2),
}

const byExcess = (times: number, most: number): number =>
  times <= 1 ? 0 : times <= narrow ? 1 : times <= most ? 2 : never

/** What a rank is made of, and nothing else is. */
export type Ranked = { against: number; monthlyYuan: number; code: string }

/**
 * The order in which units are shown: the least points against come first (`pointsAgainst`, added up), of these the one that costs
 * least a month, and of these the one whose code comes first.
 */
export const byFit = (a: Ranked, b: Ranked): number =>
  a.against - b.against || a.monthlyYuan - b.monthlyYuan || (a.code < b.code ? -1 : 1)
