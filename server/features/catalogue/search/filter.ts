import type { PremisesFeature, UseClass, Zone } from '#models/premises/parts/premises-vocabulary.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import type { PublicStatus } from '#features/premises/rules.ts'

/**
 * Conditions of a search. Uses and statuses match any of them, features all of them. Areas are usable m², frontages metres;
 * ranges are inclusive.
 */
export type PremisesFilter = {
  q?: string
  zone?: Zone
  /** Code of a building: `A1`. */
  building?: string
  use: readonly UseClass[]
  status: readonly PublicStatus[]
  minArea?: number
  maxArea?: number
  minFrontage?: number
  maxFrontage?: number
  floor?: number
  feature: readonly PremisesFeature[]
  /** Yuan a month in the first year, all that is billed together: `firstYearMonthlyFen`. */
  maxMonthly?: number
  /** Available on this day or earlier. */
  from?: CityDay
  /** Searches for the words of `q` as typed, without reading conditions from them. */
  as?: 'words'
}

/**
 * `relevance` orders a search by words; without words the order is `new`. `near` orders by the distance along the street to
 * where people arrive from the border, and like `new` while the office names no such place.
 */
export const premisesSorts = ['relevance', 'new', 'small', 'large', 'cheap', 'near', 'code'] as const
export type PremisesSort = (typeof premisesSorts)[number]

export const noFilter: PremisesFilter = { use: [], status: [], feature: [] }
