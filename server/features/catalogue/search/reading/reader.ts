import { conditionOf, rangesOf, type Condition, type Mention, type Ranges } from './conditions.ts'
import type { Item } from './items.ts'
import { quantityAt, senseOf, type NumberContext, type Quantity } from './quantities.ts'
import type { Sense, Unit } from './words/senses.ts'

/** What has been read so far, and what applies to the next item. */
export type ReadingState = {
  items: readonly Item[]
  mentions: Mention[]
  ranges: Ranges
  rest: string[]
  unused: string[]
  qualities: string[]
  code: string | undefined
  clause: number
  before: NumberContext
  /** Whether the next item is denied by `not`, or joined by `and` to a denied one. */
  denied: 'no' | 'next' | 'joined'
  /** Whether `или` was the last word except for joining ones. */
  or: boolean
}

const noContext: NumberContext = { bound: null, between: false, dimension: null, money: false, months: 1 }

export const createReadingState = (items: readonly Item[]): ReadingState => ({
  items,
  mentions: [],
  ranges: {},
  rest: [],
  unused: [],
  qualities: [],
  code: undefined,
  clause: 0,
  before: noContext,
  denied: 'no',
  or: false,
})

/** Reads on from an item; returns how many items belong together. */
export function readAt(read: ReadingState, at: number): number {
  const item = read.items[at]
  if (!item) return 1
  if (senseOf(item, 'number')) return readNumber(read, at)
  if (readFloorNumber(read, at)) return 2
  if (item.ends) endClause(read)
  else if (item.code) read.code ??= item.code
  else if (item.building) mention(read, { is: 'building', building: item.building }, item)
  else readWords(read, item, at)
  return 1
}

function mention(
  read: ReadingState,
  condition: Condition,
  { text, guessed = false }: Pick<Item, 'text' | 'guessed'>,
): void {
  const { clause, denied } = read
  read.mentions.push({ ...condition, text, guessed, clause, wanted: denied === 'no', or: read.or })
  read.or = false
  if (denied === 'next') read.denied = 'joined'
}

function endClause(read: ReadingState): void {
  read.clause += 1
  read.before = noContext
  read.denied = 'no'
}

/** Reads a floor that stands before its number: `этаж 2`, `floor 2`. Returns false for anything else. */
function readFloorNumber(read: ReadingState, at: number): boolean {
  const [word, number, after] = read.items.slice(at, at + 3)
  const floor = senseOf(number, 'number')?.value
  if (senseOf(word, 'unit')?.unit !== 'floor' || floor === undefined || senseOf(after, 'unit')) return false
  mention(read, { is: 'floor', floor }, { text: `${word?.text ?? ''} ${number?.text ?? ''}` })
  return true
}

function readNumber(read: ReadingState, at: number): number {
  const { items, before, mentions, unused } = read
  const quantity = quantityAt(items, at, before)
  const end = at + quantity.length
  const understood = mentions.some(({ is }) => is === 'use' || is === 'feature')
  const use = numberUse(quantity, { item: items[at], following: items.slice(end), understood })
  read.before = noContext
  if (use === 'rest') read.rest.push(...quantity.text.split(' '))
  else if (use === 'counted') unused.push(quantity.text)
  else if (use === 'three-phase') mention(read, { is: 'feature', feature: 'three_phase' }, quantity)
  else if (use === 'floor') mention(read, { is: 'floor', floor: quantity.most ?? 0 }, quantity)
  else Object.assign(read.ranges, rangesOf(use, quantity))
  const counted = items[end]
  if (use !== 'counted' || !counted || !isNoun(counted)) return quantity.length
  // `40 посетителей`: a number of an unknown thing.
  unused.push(`${unused.pop() ?? ''} ${counted.text}`)
  return quantity.length + 1
}

function readWords(read: ReadingState, item: Item, at: number): void {
  const sense = item.senses.find(({ is }) => is !== 'unit' && is !== 'number' && is !== 'period')
  const condition = sense && conditionOf(sense)
  if (condition) {
    mention(read, condition, item)
    if (condition.is !== 'sort') read.before = noContext
  } else if (sense) readJoining(read, { sense, item, at })
  else if (isAdjective(item.text) && read.items[at + 1]?.senses.some(isOfBusiness)) read.unused.push(item.text)
  else if (item.senses.length > 0) read.before = contextAfter(read.before, item)
  else addUnreadWord(read, item)
}

/** Keeps a word that is not understood. */
function addUnreadWord(read: ReadingState, { text, dash }: Item): void {
  if (dash === true || !/[\p{L}\p{N}]/u.test(text)) return
  const target = read.denied === 'next' ? read.unused : read.rest
  target.push(...text.split(' '))
  read.denied = 'no'
}

type Joining = { sense: Sense; item: Item; at: number }

function readJoining(read: ReadingState, { sense, item, at }: Joining): void {
  if (sense.is === 'quality') {
    const isOfPlace = senseOf(read.items[at + 1], 'place') !== undefined
    const target = isOfPlace ? read.rest : read.qualities
    target.push(item.text)
  } else if (sense.is === 'place') readPlace(read, item, read.items[at - 1])
  else if (sense.is === 'not') read.denied = 'next'
  else if (sense.is === 'not-needed') denyMention(read, at)
  else if (sense.is !== 'and' && read.denied === 'joined') read.denied = 'no'
  if (sense.is === 'and') read.or = orWords.has(item.text)
  read.before = contextAfter(read.before, item, sense)
}

const orWords = new Set(['или', 'либо', 'or', '或', '或者'])
const centres = new Set(['центр', 'centre', 'center', '中心'])

/** `у въезда` is searched for as words; `центр` after a kind of business belongs to it. */
function readPlace(read: ReadingState, item: Item, last: Item | undefined): void {
  const belongs = last?.senses.some(isOfBusiness) === true
  if (!(belongs && centres.has(item.text))) addUnreadWord(read, item)
}

/** `не нужен` denies what follows it, or otherwise what precedes it. */
function denyMention(read: ReadingState, at: number): void {
  const following = read.items.slice(at + 1).find(one => one.ends === true || one.senses.some(one => conditionOf(one)))
  if (following && following.ends !== true) {
    read.denied = 'next'
    return
  }
  const last = read.mentions.findLast(one => one.clause === read.clause)
  if (last) last.wanted = false
  read.denied = 'no'
}

/** Checks for an adjective, which qualifies the goods after it when it is unknown: `рыболовных снастей`. */
const isAdjective = (word: string): boolean =>
  /^[а-я]{3,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ых|их|ыми|ими|ую|юю|ым|им)$/.test(word)

const isOfBusiness = ({ is }: Sense): boolean => is === 'kind' || is === 'goods' || is === 'quality'

const betweens = new Set(['between', 'между', '介于'])

/** Returns what is known of the next number after an item. */
function contextAfter(before: NumberContext, item: Item, sense?: Sense): NumberContext {
  const period = senseOf(item, 'period')
  if (period) return { ...before, months: period.months }
  if (sense?.is === 'bound' && !sense.after) {
    return { ...before, bound: sense.bound, money: before.money || sense.money === true }
  }
  if (sense?.is === 'dimension') return { ...before, dimension: sense.of }
  return betweens.has(item.text) ? { ...before, between: true } : before
}

/** What a number says about a premises; `counted` says nothing, because it counts something else. */
type NumberUse = 'rest' | 'counted' | 'three-phase' | 'floor' | 'area' | 'money' | 'frontage'

type Around = {
  /** The number itself. */
  item: Item | undefined
  following: readonly Item[]
  /** Whether a kind of business or a feature was named before it. */
  understood: boolean
}

const industrialVolts = 380

function numberUse(quantity: Quantity, around: Around): NumberUse {
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
  const from = least ?? most ?? 0
  const to = most ?? least ?? 0
  return from >= sizes.least && to > sizes.above && to <= sizes.most
}

/** Checks whether the item can be counted by the number: an unknown word, or goods. */
const isNoun = ({ text, senses, code, building }: Item): boolean =>
  /^\p{L}/u.test(text) &&
  (code ?? building) === undefined &&
  senses.every(({ is }) => is === 'goods' || is === 'quality')
