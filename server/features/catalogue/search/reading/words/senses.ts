import type { PremisesFeature, UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import type { PublicStatus } from '#features/premises/rules.ts'
import type { PremisesSort } from '#features/catalogue/search/filter.ts'

/** Unit of a number. `count` covers things that a premises cannot be searched by: people, seats, hours. */
export type Unit = 'area' | 'feet' | 'money' | 'floor' | 'volts' | 'phases' | 'count' | 'thousand' | 'ten-thousand'
/** What the number after it (`площадь 50`) is about. */
export type Dimension = 'area' | 'money' | 'height' | 'frontage'
export type Bound = 'least' | 'most' | 'about'

/** Meaning of a word or phrase in a query. */
export type Sense =
  /**
   * A kind of business. A `general` one (`студия`) counts when no other is named, a `weak` one (`shop`) when nothing else
   * is.
   */
  | { is: 'kind'; uses: readonly UseClass[]; rank?: 'general' | 'weak' }
  /** What a business deals with; without a kind it implies one. */
  | { is: 'goods'; uses: readonly UseClass[] }
  /** Qualifies the kind or the goods beside it: `китайского чая`. */
  | { is: 'quality' }
  | { is: 'feature'; feature: PremisesFeature }
  | { is: 'status'; status: PublicStatus }
  | { is: 'sort'; sort: PremisesSort }
  | { is: 'floor'; floor: number }
  | { is: 'number'; value: number; ordinal?: boolean }
  | { is: 'unit'; unit: Unit }
  | { is: 'dimension'; of: Dimension }
  /** `after`: it stands after its number. `money`: the number is a price. */
  | { is: 'bound'; bound: Bound; after?: boolean; money?: boolean }
  | { is: 'period'; months: number }
  | { is: 'building' }
  /** Denies what follows (`not`) or what precedes it (`not-needed`). */
  | { is: 'not' }
  | { is: 'not-needed' }
  | { is: 'and' }
  /** Says nothing about a premises. */
  | { is: 'filler' }
  /** A word of addresses, searched for as typed and with no other meaning. */
  | { is: 'place' }

/** Phrases separated by commas and line ends, each in Russian, English or Chinese. */
export type Words = readonly (readonly [Sense, string])[]
