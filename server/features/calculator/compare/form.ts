import { pathTo } from '#server/paths.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import { formatFieldNumber } from '#shared/texts/parse-number.ts'
import { choicesOf, type Choice, type Field } from '#web/forms/fields.ts'
import type { ErrorSummary, FieldErrors } from '#web/forms/forms.ts'
import { markets, maxComponents, origins, places, zoneDuties } from '../scenario.ts'
import { freightName, hourlyName, premisesName, rowName } from './fields.ts'
import { countRows, type CalculatorInput } from './input.ts'

type Labelled = Field & { label: string }
export type ComponentRow = {
  number: number
  legend: string
  remove: string
  name: Field
  origin: Field & { options: Choice[] }
  cost: Field
  russia: Field
  china: Field
}
export type CalculatorForm = {
  action: string
  product: Field
  market: { options: Choice[]; error: string }
  units: Field
  count: string
  rows: ComponentRow[]
  /** Shown instead of the button when no row can be added. */
  full: string
  hours: Field
  overhead: Field
  hourly: Labelled[]
  premises: Labelled[]
  freight: Labelled[]
  rentFree: { options: Choice[]; error: string }
  duty: Field
  vat: Field
  zoneDuty: { options: Choice[]; error: string }
}

/** Returns the form with the typed values and their errors. */
export function formOf(reader: Reader, input: CalculatorInput, errors: FieldErrors): CalculatorForm {
  const { t, locale } = reader
  const field = (name: string): Field => fieldOf(reader, input, { name, errors })
  const perPlace = (nameOf: typeof hourlyName): Labelled[] =>
    places.map(place => ({ ...field(nameOf(place)), label: t(`calculator.place.${place}`) }))
  const count = countRows(input)
  return {
    action: pathTo(locale, '/calculator'),
    product: field('n'),
    market: { ...field('m'), options: choicesOf(field('m'), markets, market => t(`calculator.market.${market}`)) },
    units: field('u'),
    count: String(count),
    rows: Array.from({ length: count }, (_, index) => componentRow(reader, index + 1, field)),
    full: count >= maxComponents ? t('calculator.form.full', { most: maxComponents }) : '',
    hours: field('h'),
    overhead: field('o'),
    hourly: perPlace(hourlyName),
    premises: perPlace(premisesName),
    freight: perPlace(freightName),
    rentFree: {
      ...field('y'),
      options: choicesOf(field('y'), ['1', '0'], answer => t(`calculator.form.rent-free.${answer}`)),
    },
    duty: field('d'),
    vat: field('v'),
    zoneDuty: {
      ...field('s'),
      options: choicesOf(field('s'), zoneDuties, duty => t(`calculator.form.zone-duty.${duty}`)),
    },
  }
}

function componentRow({ t }: Reader, number: number, field: (name: string) => Field): ComponentRow {
  const origin = field(rowName(number, 'o'))
  return {
    number,
    legend: t('calculator.form.component', { row: number }),
    remove: t('calculator.form.remove.row', { row: number }),
    name: field(rowName(number, 'n')),
    origin: { ...origin, options: choicesOf(origin, origins, known => t(`calculator.origin.${known}`)) },
    cost: field(rowName(number, 'p')),
    russia: field(rowName(number, 'r')),
    china: field(rowName(number, 'c')),
  }
}

type FieldOptions = { name: string; errors: FieldErrors }

function fieldOf({ t, locale }: Reader, input: CalculatorInput, { name, errors }: FieldOptions): Field {
  const text = input.get(name) ?? ''
  const error = errors[name]
  // Invalid values stay as typed; numbers are formatted for the page's language.
  const asNumber = !error && !/^n$|n$/.test(name)
  return { name, value: asNumber ? formatFieldNumber(locale, text) : text, error: error ? t(error) : '' }
}

/** Returns the error summary, with a link to each field. */
export function errorSummaryOf({ t }: Reader, errors: FieldErrors): ErrorSummary {
  const items = Object.entries(errors).map(([name, error]) => ({
    href: `#${name}`,
    text: t('form.errors.item', { field: labelOf(t, name), sentence: error ? t(error) : '' }),
  }))
  return items.length > 0 ? { items } : null
}

const plainLabels: Record<string, MessageKey> = {
  n: 'calculator.form.name',
  m: 'calculator.form.market',
  u: 'calculator.form.units',
  h: 'calculator.form.hours',
  o: 'calculator.form.overhead',
  d: 'calculator.form.duty',
  v: 'calculator.form.vat',
  y: 'calculator.form.rent-free',
  s: 'calculator.form.zone-duty',
}
const rowLabels: Record<string, MessageKey> = {
  n: 'calculator.form.component.name',
  o: 'calculator.form.component.origin',
  p: 'calculator.form.component.cost',
  r: 'calculator.form.component.russia',
  c: 'calculator.form.component.china',
}
const placeLabels: [what: MessageKey, nameOf: typeof hourlyName][] = [
  ['calculator.form.hourly', hourlyName],
  ['calculator.form.premises', premisesName],
  ['calculator.form.freight', freightName],
]

/** Returns the label of a field as used outside the form. */
export function labelOf(t: Reader['t'], name: string): string {
  const plain = plainLabels[name]
  if (plain) return t(plain)
  const [, row, part = ''] = /^c(\d+)([noprc])$/.exec(name) ?? []
  const rowLabel = rowLabels[part]
  if (row && rowLabel) return t('calculator.label.row', { row, what: t(rowLabel) })
  const [what, place] = placeLabels.flatMap(([key, nameOf]) =>
    places.filter(known => nameOf(known) === name).map(known => [t(key), t(`calculator.place.${known}`)] as const),
  )[0] ?? [name, '']
  return t('calculator.label.at-place', { what, place })
}
