import type { Item } from './items.ts'
import type { Bound, Dimension, Sense, Unit } from './words/senses.ts'

type Of<Is extends Sense['is']> = Extract<Sense, { is: Is }>

/** Returns the sense of this kind if an item has it. */
export const senseOf = <Is extends Sense['is']>(item: Item | undefined, is: Is): Of<Is> | undefined =>
  item?.senses.find((sense): sense is Of<Is> => sense.is === is)

/** A number with everything said about it: a price, a size, a floor, or how many of something. */
export type Quantity = {
  least: number | undefined
  most: number | undefined
  ordinal: boolean
  unit: Unit | null
  /** Number of months that a price is for. */
  months: number
  dimension: Dimension | null
  /** The named bound; null for a bare number and for a range. */
  bound: Bound | null
  isRange: boolean
  text: string
  /** Number of items it takes. */
  length: number
}

/** What was said before the number in the same clause. */
export type NumberContext = {
  bound: Bound | null
  between: boolean
  dimension: Dimension | null
  money: boolean
  months: number
}

/** Returns the number that begins at an item, with its range, its unit and whatever else belongs to it. */
export function quantityAt(items: readonly Item[], start: number, before: NumberContext): Quantity {
  const reader = createItemReader(items, start)
  const first = reader.value()
  let unit = reader.unit()
  const second = reader.rangeEnd(before)
  unit = second === null ? unit : (reader.unit() ?? unit)
  if (unit === null && before.money) unit = 'money'
  const period = reader.period()
  const { bound: after, months: late } = reader.after()
  const bound = after ?? (second === null ? before.bound : null)
  const dimension = reader.dimension() ?? before.dimension
  return {
    ...limitsOf(first.value, second, bound),
    ordinal: first.ordinal,
    unit,
    months: period ?? late ?? before.months,
    dimension,
    bound,
    isRange: second !== null,
    text: reader.text(),
    length: reader.at() - start,
  }
}

function limitsOf(value: number, second: number | null, bound: Bound | null): Pick<Quantity, 'least' | 'most'> {
  if (second !== null) return { least: Math.min(value, second), most: Math.max(value, second) }
  return { least: bound === 'most' ? undefined : value, most: bound === 'least' ? undefined : value }
}

/** Reads on through the items as long as they belong to one number. */
function createItemReader(items: readonly Item[], start: number) {
  let at = start
  const here = () => items[at]

  /** Reads a number in digits or words: `сто двадцать`, `two hundred and fifty`, `2 тыс.`, `1.5万`. */
  function value(): { value: number; ordinal: boolean } {
    const first = senseOf(here(), 'number')
    const inWords = here()?.digits !== true
    at += 1
    let sum = first?.value ?? 0
    for (let more = inWords ? furtherWord(sum) : null; more !== null; more = furtherWord(sum)) {
      sum = more.sum
      at += more.length
    }
    return { value: timesThousands(sum), ordinal: first?.ordinal === true }
  }

  /** Returns the next word of a number in words. */
  function furtherWord(sum: number): { sum: number; length: number } | null {
    const skip = sum >= 100 && senseOf(here(), 'and') ? 1 : 0
    const item = items[at + skip]
    const next = senseOf(item, 'number')
    if (!next || next.ordinal || item?.digits) return null
    const joined = joinedTo(sum, next.value)
    return joined === null ? null : { sum: joined, length: skip + 1 }
  }

  function timesThousands(sum: number): number {
    const thousands = senseOf(here(), 'unit')?.unit
    if (thousands !== 'thousand' && thousands !== 'ten-thousand') return sum
    at += 1
    const product = sum * (thousands === 'thousand' ? 1_000 : 10_000)
    const more = senseOf(here(), 'number')
    if (!more || here()?.digits || more.value >= 1_000) return product
    at += 1
    return product + more.value
  }

  function unit(): Unit | null {
    const unit = senseOf(here(), 'unit')
    // `до 50 к вокзалу`: a thousand of nothing is not a unit.
    if (!unit || unit.unit === 'thousand' || unit.unit === 'ten-thousand') return null
    at += 1
    return unit.unit
  }

  /** Reads the end of a range: `50-80`, `от 50 до 80`, `between 50 and 80`, `50到80`; null when there is none. */
  function rangeEnd({ bound, between }: NumberContext): number | null {
    const joins = here()?.dash === true || isUpTo(here()) || (between && senseOf(here(), 'and') !== undefined)
    const skip = isMoneySign(items[at + 1]) ? 2 : 1
    if (!joins || bound === 'most' || !senseOf(items[at + skip], 'number')) return null
    at += skip
    return value().value
  }

  function period(): number | null {
    const found = senseOf(here(), 'period')
    if (!found) return null
    at += 1
    return found.months
  }

  /** Reads a bound that stands after the number: `以内`, `or more`, `+`. */
  function after(): { bound: Bound | null; months: number | null } {
    const found = here()?.senses.find(sense => sense.is === 'bound' && sense.after)
    if (found?.is !== 'bound') return { bound: null, months: null }
    at += 1
    return { bound: found.bound, months: period() }
  }

  /** Reads a dimension that stands after the number: `4 м потолки`. */
  function dimension(): Dimension | null {
    const found = senseOf(here(), 'dimension')
    if (!found || found.of === 'money') return null
    at += 1
    return found.of
  }

  const text = () =>
    items
      .slice(start, at)
      .map(item => item.text)
      .join(' ')
  return { value, unit, rangeEnd, period, after, dimension, text, at: () => at }
}

function joinedTo(sum: number, next: number): number | null {
  if (next === 100 && sum < 10) return sum * 100
  const place = sum % 100 === 0 ? 100 : sum % 10 === 0 ? 10 : 1
  return sum >= 20 && next < place ? sum + next : null
}

const isMoneySign = (item: Item | undefined): boolean => senseOf(item, 'unit')?.unit === 'money'
const isUpTo = (item: Item | undefined): boolean => item !== undefined && upTo.has(item.text)
const upTo = new Set(['до', 'to', '到', '至', '~', 'по'])
