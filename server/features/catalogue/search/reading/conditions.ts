import type { PremisesFeature, UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import type { PublicStatus } from '#features/premises/rules.ts'
import type { PremisesFilter, PremisesSort } from '../filter.ts'
import type { Quantity } from './quantities.ts'
import type { Sense } from './words/senses.ts'

export type Ranges = Pick<
  PremisesFilter,
  'minArea' | 'maxArea' | 'minFrontage' | 'maxFrontage' | 'floor' | 'building' | 'maxMonthly'
>

/** Words that say more about a business come first. */
const ranks = ['kind', 'general', 'goods', 'weak'] as const

export type Condition =
  | { is: 'use'; uses: readonly UseClass[]; rank: (typeof ranks)[number] }
  | { is: 'feature'; feature: PremisesFeature }
  | { is: 'status'; status: PublicStatus }
  | { is: 'floor'; floor: number }
  | { is: 'building'; building: string }
  | { is: 'sort'; sort: PremisesSort }

/** A condition with its place in the query; a denied one is not `mentions`. */
export type Mention = Condition & QueryText & { clause: number; wanted: boolean; /** True after `или`. */ or: boolean }
/** `guessed`: typed with a slip or on the other keyboard. */
export type QueryText = { text: string; guessed: boolean }

/** Returns the condition that a word alone asks for; null when it asks for none. */
export function conditionOf(sense: Sense): Condition | null {
  if (sense.is === 'kind') return { is: 'use', uses: sense.uses, rank: sense.rank ?? 'kind' }
  if (sense.is === 'goods') return { is: 'use', uses: sense.uses, rank: 'goods' }
  if (sense.is === 'feature' || sense.is === 'status' || sense.is === 'floor' || sense.is === 'sort') return sense
  return null
}

/** Kinds of business with common uses, and the words for them. */
export type Business = { uses: readonly UseClass[]; said: QueryText[] }

/**
 * Returns the businesses that a place is searched for. Words for one business are combined. Two kinds (`магазин, кафе`) that
 * have nothing in common, with no `или` between them, are two businesses. Kinds say more than goods, and goods more than
 * `shop`.
 */
export function businessesIn(mentions: readonly Mention[]): Business[] {
  const named = mentions.filter(one => one.is === 'use')
  const rank = ranks.find(one => named.some(mention => mention.rank === one))
  const businesses: Business[] = []
  const lesser: QueryText[] = []
  for (const mention of named) {
    if (mention.rank === rank) addBusiness(businesses, mention)
    else lesser.push(mention)
  }
  businesses[0]?.said.push(...lesser)
  return businesses
}

function addBusiness(businesses: Business[], { uses, or, ...said }: Extract<Mention, { is: 'use' }>): void {
  const last = businesses.at(-1)
  const common = last?.uses.filter(use => uses.includes(use)) ?? []
  if (last && (common.length > 0 || or)) {
    last.uses = common.length > 0 ? common : [...last.uses, ...uses]
    last.said.push(said)
  } else businesses.push({ uses, said: [said] })
}

const aboutTolerance = 0.2
const squareFeet = 10.7639

/** Converts a number to a condition. A size without a bound means about that size; a price is the maximum a month. */
export function rangesOf(use: 'area' | 'frontage' | 'money', quantity: Quantity): Ranges {
  const { least, most, unit, bound, isRange, months } = quantity
  const bare = bound === 'about' || (bound === null && !isRange)
  if (use === 'money') return most === undefined ? {} : { maxMonthly: Math.round(most / months) }
  const scale = unit === 'feet' ? 1 / squareFeet : 1
  const sized = (value: number | undefined, times: number) =>
    value === undefined || (!bare && scale === 1) ? value : Math.round(value * scale * times)
  const min = sized(least, bare ? 1 - aboutTolerance : 1)
  const max = sized(most, bare ? 1 + aboutTolerance : 1)
  const [minName, maxName] =
    use === 'area' ? (['minArea', 'maxArea'] as const) : (['minFrontage', 'maxFrontage'] as const)
  return { ...(min === undefined ? {} : { [minName]: min }), ...(max === undefined ? {} : { [maxName]: max }) }
}
