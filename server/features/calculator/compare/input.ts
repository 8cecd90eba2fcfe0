import type { Locale } from '#shared/texts/i18n.ts'
import type { FieldErrors } from '#web/forms/forms.ts'
import {
  markets,
  maxComponents,
  origins,
  places,
  zoneDuties,
  type Component,
  type PerPlace,
  type Scenario,
} from '../scenario.ts'
import {
  errorKeyOf,
  freightName,
  hourlyName,
  numberFields,
  premisesName,
  parseFieldNumber,
  rowName,
  type NumberKind,
} from './fields.ts'

/** Query parameters of the calculator, each once. */
export type CalculatorInput = ReadonlyMap<string, string>
export type ScenarioResult = { ok: true; scenario: Scenario } | { ok: false; errors: FieldErrors }

const ownNames = /^(n|m|s|y|k|u|h|o|d|v|add|remove|[wpf][rcz]|c\d{1,2}[noprc])$/
const maxTextLength = 80
const control = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/**
 * Returns the parameters that the calculator knows and ignores the others. Repeated values are joined with `; `, which no
 * number and no choice can be read from.
 */
export function parseInput(query: Record<string, unknown>): CalculatorInput {
  const own = Object.entries(query).filter(([name]) => ownNames.test(name))
  return new Map(own.map(([name, value]) => [name, textOf(value).replace(control, '').slice(0, 200).trim()]))
}

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.filter(item => typeof item === 'string').join('; ') : ''
}

/** Number of component rows: as many as the address says, and at least as many as it fills in. */
export function countRows(input: CalculatorInput): number {
  const statedRows = Number(/^\d{1,2}$/.exec(input.get('k') ?? '')?.[0] ?? 0)
  const filled = [...input].map(([name, text]) => (text === '' ? 0 : Number(/^c(\d+)[nprc]$/.exec(name)?.[1] ?? 0)))
  return Math.min(maxComponents, Math.max(statedRows, ...filled))
}

/**
 * Reads a scenario from the address. Unlike a search it ignores no invalid value: a number that is missing or unreadable is
 * an error at its field, because somebody will decide by the result. `locale` is the page's language.
 */
export function parseScenario(input: CalculatorInput, locale: Locale | null = null): ScenarioResult {
  const errors: FieldErrors = {}
  const number = (name: string, kind: NumberKind): number => {
    const value = parseFieldNumber(kind, input.get(name) ?? '', locale)
    if (value === null) errors[name] = input.get(name) ? errorKeyOf[kind] : 'form.required'
    return value ?? 0
  }
  const choice = <Value extends string>(name: string, values: readonly [Value, ...Value[]]): Value => {
    const value = values.find(known => known === input.get(name))
    if (!value) errors[name] = 'form.choose'
    return value ?? values[0]
  }
  const perPlace = (nameOf: (place: keyof PerPlace) => string): PerPlace =>
    Object.fromEntries(places.map(place => [place, number(nameOf(place), 'money')])) as PerPlace

  const product = checkTextLength(input.get('n') ?? '', 'n', errors)
  // Read in the order of the form, in which errors are listed.
  const market = choice('m', markets)
  const unitsPerMonth = number('u', 'units')
  const components = parseComponents(input, errors, { number, choice })
  const numbers = new Map(numberFields.map(({ name, kind }) => [name, number(name, kind)]))
  const of = (name: string) => numbers.get(name) ?? 0
  const scenario: Scenario = {
    product,
    market,
    zoneDuty: choice('s', zoneDuties),
    unitsPerMonth,
    labourHundredths: of('h'),
    overheadBp: of('o'),
    hourlyFen: perPlace(hourlyName),
    premisesFen: perPlace(premisesName),
    freightFen: perPlace(freightName),
    rentFree: choice('y', ['1', '0']) === '1',
    dutyBp: of('d'),
    vatBp: of('v'),
    components,
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, scenario }
}

type Readers = {
  number: (name: string, kind: NumberKind) => number
  choice: <Value extends string>(name: string, values: readonly [Value, ...Value[]]) => Value
}

/** Reads the components; rows without any text are skipped. */
function parseComponents(input: CalculatorInput, errors: FieldErrors, { number, choice }: Readers): Component[] {
  const rows = Array.from({ length: countRows(input) }, (_, index) => index + 1)
  const filled = rows.filter(row => (['n', 'p', 'r', 'c'] as const).some(part => input.get(rowName(row, part))))
  return filled.map(row => {
    const origin = choice(rowName(row, 'o'), origins)
    const own = { ru: 'r', cn: 'c', other: '' }[origin]
    // A country levies no duty on its own goods, so that field may stay empty.
    const duty = (part: 'r' | 'c'): number =>
      part === own && !input.get(rowName(row, part)) ? 0 : number(rowName(row, part), 'percent')
    return {
      name: checkTextLength(input.get(rowName(row, 'n')) ?? '', rowName(row, 'n'), errors),
      origin,
      costFen: number(rowName(row, 'p'), 'money'),
      dutyRussiaBp: duty('r'),
      dutyChinaBp: duty('c'),
    }
  })
}

function checkTextLength(input: string, name: string, errors: FieldErrors): string {
  if (input.length > maxTextLength) errors[name] = 'form.too-long'
  return input
}

export type RowAction = { kind: 'add' } | { kind: 'remove'; row: number } | null

/** Returns which row button was pressed, or null. */
export function rowActionOf(input: CalculatorInput): RowAction {
  if (input.has('add')) return { kind: 'add' }
  const row = Number(input.get('remove'))
  return Number.isInteger(row) && row >= 1 && row <= countRows(input) ? { kind: 'remove', row } : null
}
