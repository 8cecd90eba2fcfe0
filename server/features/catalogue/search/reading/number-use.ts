import type { Item } from './items.ts'
import { senseOf, type Quantity } from './quantities.ts'
import type { Unit } from './words/senses.ts'

/** What a number says about a premises; `counted` says nothing, because it counts something else. */
export type NumberUse = 'rest' | 'counted' | 'three-phase' | 'floor' | 'area' | 'money' | 'frontage'

type Around = {
  /** The number itself. */
  item: Item | undefined
  following: readonly Item[]
  /** Whether a kind of business or a feature was named before it. */
  understood: boolean
}

const industrialVolts = 380

export function numberUse(quantity: Quantity, around: Around): NumberUse {
  const { unit, dimension, least, most } = quantity
  if (least === industrialVolts || most === industrialVolts) return 'three-phase'
  if (dimension === 'height') return 'counted'
  if (dimension === 'frontage' && (unit === 'area' || unit === null)) return 'frontage'
  return unit === null ? bareUse(quantity, around) : useOfUnit(unit, quantity, around)
}

function useOfUnit(unit: Unit, quantity: Quantity, { item, following }: Around): NumberUse {
  if (unit === 'area' || unit === 'feet') return 'area'
  const fits =
    (unit === 'floor' && isFloor(quantity, item) && 'floor') ||
    (unit === 'phases' && quantity.least === 3 && 'three-phase') ||
    (unit === 'money' && !isPerSquareMetre(following) && 'money')
  return fits || 'counted'
}

/** Distinguishes a floor from a number of floors: `2 этаж` is one, `в 2 этажа` and `两层` are numbers. */
function isFloor({ ordinal, isRange, bound, text }: Quantity, item: Item | undefined): boolean {
  if (ordinal || isRange) return ordinal && !isRange
  return bound === null && !/этажа|этажей|floors|storeys/.test(text) && item?.text.startsWith('两') !== true
}

/** `20 юаней за метр` is not the price of a unit. */
const isPerSquareMetre = (following: readonly Item[]): boolean => {
  const next = following.find(one => !senseOf(one, 'filler'))
  return senseOf(next, 'unit')?.unit === 'area'
}

/** Limits for sizes of units: 24 is a shop that never closes, and larger numbers are years. */
const sizes = { least: 10, above: 24, most: 1_900 }

/** Reads a bare number as a size when something else is understood; otherwise it may be part of a code. */
function bareUse(quantity: Quantity, { item, following: [next], understood }: Around): NumberUse {
  const { dimension, ordinal } = quantity
  if (dimension === 'money' || dimension === 'area') return dimension
  if (/^0\d/.test(item?.text ?? '') || ordinal) return 'rest'
  if ((next && isNoun(next)) || !isSize(quantity)) return 'counted'
  return understood ? 'area' : 'rest'
}

function isSize({ least, most }: Quantity): boolean {
  const [from, to] = [least ?? most ?? 0, most ?? least ?? 0]
  return from >= sizes.least && to > sizes.above && to <= sizes.most
}

/** Checks whether the item can be counted by the number: an unknown word, or goods. */
export const isNoun = ({ text, senses, code, building }: Item): boolean =>
  /^\p{L}/u.test(text) &&
  (code ?? building) === undefined &&
  senses.every(({ is }) => is === 'goods' || is === 'quality')
