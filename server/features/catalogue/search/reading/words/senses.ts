import type { PremisesFeature, UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import type { PublicStatus } from '#features/premises/rules.ts'
import type { PremisesSort } from '#features/catalogue/search/filter.ts'

/** What a number is counted in. `count` are things that a premises is not searched by: people, seats, hours. */
export type Unit = 'area' | 'feet' | 'money' | 'floor' | 'volts' | 'phases' | 'count' | 'thousand' | 'ten-thousand'
/** What a number after it (`площадь 50`) is about. */
export type Dimension = 'area' | 'money' | 'height' | 'frontage'
export type Bound = 'least' | 'most' | 'about'

/** What a word or a few of them say in a query. */
export type Sense =
  /** A kind of business; a `general` one (`студия`) tells where no other does, a `weak` one (`shop`) where nothing else does. */
  | { is: 'kind'; uses: readonly UseClass[]; rank?: 'general' | 'weak' }
  /** What a business deals with; without a kind it tells of one. */
  | { is: 'goods'; uses: readonly UseClass[] }
  /** Tells more of the kind or the goods beside it: `китайского чая`. */
  | { is: 'quality' }
  | { is: 'feature'; feature: PremisesFeature }
  | { is: 'status'; status: PublicStatus }
  | { is: 'sort'; sort: PremisesSort }
  | { is: 'floor'; floor: number }
  | { is: 'number'; value: number; ordinal?: boolean }
  | { is: 'unit'; unit: Unit }
  | { is: 'dimension'; of: Dimension }
  /** `after`: it stands behind its number. `money`: the number is a price. */
  | { is: 'bound'; bound: Bound; after?: boolean; money?: boolean }
  | { is: 'period'; months: number }
  | { is: 'building' }
  /** What follows is not wanted; or what is before it. */
  | { is: 'not' }
  | { is: 'not-needed' }
  | { is: 'and' }
  /** Says nothing of a premises. */
  | { is: 'filler' }
  /** A word of addresses: it is searched for as it is, and nothing else is meant by it. */
  | { is: 'place' }

/** Phrases between commas and line ends; each in Russian, English or Chinese. */
export type Words = readonly (readonly [Sense, string])[]
