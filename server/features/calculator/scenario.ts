/** Where the product may be assembled. */
export const places = ['russia', 'china', 'zone'] as const
export type Place = (typeof places)[number]
export type PerPlace = Record<Place, number>

/** Where it is sold: China, Russia and the EAEU, elsewhere in North-East Asia. */
export const markets = ['cn', 'ru', 'asia'] as const
export type Market = (typeof markets)[number]

export const origins = ['ru', 'cn', 'other'] as const
export type Origin = (typeof origins)[number]

/** What duty is levied on when goods leave the zone for the Chinese market: the zone's selective duty. */
export const zoneDuties = ['lower', 'components', 'product'] as const
export type ZoneDuty = (typeof zoneDuties)[number]

/**
 * A part of the product. `costFen` is per finished unit; `duty…Bp` are import duties in basis points (0.01 %), which the
 * country of origin does not levy on its own goods.
 */
export type Component = {
  name: string
  origin: Origin
  costFen: number
  dutyRussiaBp: number
  dutyChinaBp: number
}

/**
 * All inputs of the comparison, in whole numbers so that nothing is lost by rounding: money in fen, rates in basis points,
 * hours in hundredths.
 */
export type Scenario = {
  product: string
  market: Market
  zoneDuty: ZoneDuty
  unitsPerMonth: number
  /** Hundredths of an hour of work per unit. */
  labourHundredths: number
  /** On top of the cost of labour. */
  overheadBp: number
  /** An hour of work with everything the employer pays. */
  hourlyFen: PerPlace
  /** Per unit, from the place to the market. */
  freightFen: PerPlace
  /** Per month; in the zone, after the rent-free years. */
  premisesFen: PerPlace
  /** During the rent-free years premises in the zone cost nothing. */
  rentFree: boolean
  /** On the finished product where it is imported. */
  dutyBp: number
  vatBp: number
  components: Component[]
}

export const maxComponents = 20
/** Largest value of each kind, in its own unit. */
export const limits = {
  money: 1_000_000_000,
  percent: 100_000,
  hours: 1_000_000,
  units: 10_000_000,
} as const
