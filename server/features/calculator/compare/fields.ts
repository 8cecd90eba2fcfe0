import type { Locale, MessageKey } from '#shared/texts/i18n.ts'
import { limits, places, type Place, type Scenario } from '../scenario.ts'
import { parseCount, parseHundredths, formatHundredths } from '../numbers.ts'

export type NumberKind = 'money' | 'percent' | 'hours' | 'units'
/** A number field: its name in addresses, which is also its id on the page. */
export type NumberField = { name: string; kind: NumberKind; of: (scenario: Scenario) => number }

const letters: Record<Place, string> = { russia: 'r', china: 'c', zone: 'z' }

export const hourlyName = (place: Place): string => `w${letters[place]}`
export const freightName = (place: Place): string => `f${letters[place]}`
export const premisesName = (place: Place): string => `p${letters[place]}`
/** Name of a field in component row `row`, from 1: n(ame), o(rigin), p(rice), r and c (duty into Russia, China). */
export const rowName = (row: number, part: 'n' | 'o' | 'p' | 'r' | 'c'): string => `c${row}${part}`

const field = (name: string, kind: NumberKind, of: NumberField['of']): NumberField => ({ name, kind, of })

/**
 * All numbers outside the component rows, in the order of addresses. The names are part of links that people have shared.
 */
export const numberFields: readonly NumberField[] = [
  field('u', 'units', scenario => scenario.unitsPerMonth),
  field('h', 'hours', scenario => scenario.labourHundredths),
  ...places.map(place => field(hourlyName(place), 'money', scenario => scenario.hourlyFen[place])),
  field('o', 'percent', scenario => scenario.overheadBp),
  ...places.map(place => field(premisesName(place), 'money', scenario => scenario.premisesFen[place])),
  ...places.map(place => field(freightName(place), 'money', scenario => scenario.freightFen[place])),
  field('d', 'percent', scenario => scenario.dutyBp),
  field('v', 'percent', scenario => scenario.vatBp),
]

const unitOf = { money: 'yuan', percent: 'percent', hours: 'hours' } as const

export const parseFieldNumber = (kind: NumberKind, input: string, locale: Locale | null): number | null =>
  kind === 'units'
    ? parseCount(input, limits.units, { locale })
    : parseHundredths(input, limits[kind], { locale, unit: unitOf[kind] })

export const formatFieldNumber = (kind: NumberKind, value: number): string =>
  kind === 'units' ? String(value) : formatHundredths(value)

export const errorKeyOf: Record<NumberKind, MessageKey> = {
  money: 'calculator.error.money',
  percent: 'calculator.error.percent',
  hours: 'calculator.error.hours',
  units: 'calculator.error.units',
}
