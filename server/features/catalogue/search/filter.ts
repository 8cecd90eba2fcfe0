import type { PremisesFeature, UseClass, Zone } from '#models/premises/parts/premises-vocabulary.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import type { PublicStatus } from '#features/premises/rules.ts'

/** What a search may ask for. Uses and statuses: any of them; features: all of them. Areas are usable m², frontages metres at the street; ranges are inclusive. */
export type PremisesFilter = {
  q?: string
  zone?: Zone
  /** A building's code: `A1`. */
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
  /** Free from this day on, or earlier. */
  from?: CityDay
  /** The words of `q` are searched for as they are, and nothing is read out of them. */
  as?: 'words'
}

/** `relevance` is the order of a search by words; without words there is none, and it is `new`. */
export const premisesSorts = ['relevance', 'new', 'small', 'large', 'cheap', 'code'] as const
export type PremisesSort = (typeof premisesSorts)[number]

export const noFilter: PremisesFilter = { use: [], status: [], feature: [] }
