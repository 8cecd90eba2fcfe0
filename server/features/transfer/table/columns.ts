import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import { formerLabels } from '#shared/texts/former-labels.ts'
import { isMessageKey, type Locale, locales, type Translate } from '#shared/texts/i18n.ts'
import { type ListingField, listingFields } from '#features/premises/fields/listing-fields.ts'
import type { Ask } from '#features/listings/form/controls.ts'
import { formGroups, textFields } from '#features/listings/form/fields.ts'

/** The columns that are no field of the form: which premises it is, and what is only shown. */
export const identityColumns = ['code', 'building', 'status', 'version'] as const
/** The main use has no column of its own: it is the first of those allowed. */
type CellField = Exclude<ListingField, 'mainUse'>
export type Column = (typeof identityColumns)[number] | CellField

export const cellFields = listingFields.filter((field): field is CellField => field !== 'mainUse')
/** In the order of an exported file. */
export const columns: readonly Column[] = ['code', 'building', 'status', ...cellFields, 'version']
export const isColumn = (name: string): name is Column => columns.some(column => column === name)
export const isCellField = (column: Column): column is CellField => cellFields.some(field => field === column)

type TextAsk = { ask: 'text'; name: string; lang: Locale }
export type CellAsk = Ask | TextAsk

const languageOf = (name: string): Locale | null => locales.find(locale => name.endsWith(`.${locale}`)) ?? null

const asks = new Map<string, CellAsk>([
  ...textFields.flatMap(([name]) =>
    locales.map((lang): [string, CellAsk] => [`${name}.${lang}`, { ask: 'text', name: `${name}.${lang}`, lang }]),
  ),
  ...locales.map((lang): [string, CellAsk] => [`reviewed.${lang}`, { ask: 'flag', name: `reviewed.${lang}` }]),
  ...formGroups.flatMap(({ asks: group }) => group.map((ask): [string, CellAsk] => [ask.name, ask])),
  ['status', { ask: 'choice', name: 'status', values: premisesStatuses, words: 'status' }],
])

/** What a cell of the column holds: the same as the control of the form. */
export const askOf = (column: Column): CellAsk => asks.get(column) ?? { ask: 'line', name: column }

/** A word of a list as people read it. */
export function wordOf(t: Translate, words: string, value: string): string {
  const key = keyOfWord(words, value)
  return isMessageKey(key) ? t(key) : value
}

/** What that word was before, as files may still have it. */
export const formerWordsOf = (words: string, value: string): readonly string[] => formerLabels(keyOfWord(words, value))

const keyOfWord = (words: string, value: string): string =>
  words === 'status' ? `premises.status.${value}` : `listing.option.${words}.${value}`

/** What stands above a column, its unit behind it. */
export function headingOf(t: Translate, column: Column): string {
  const ask = askOf(column)
  const label = labelOf(t, column)
  return ask.ask === 'line' && ask.unit
    ? t('transfer.heading.unit', { label, unit: t(`listing.unit.${ask.unit}`) })
    : label
}

export function labelOf(t: Translate, column: Column): string {
  const lang = languageOf(column)
  if (!lang) return known(t, column)
  const language = t(`listing.language.${lang}`)
  const field = column.slice(0, -3)
  return field === 'reviewed'
    ? t('listing.reviewed-in', { language })
    : t('listing.text-in', { field: known(t, field), language })
}

/** What stood above a column before. */
export const formerHeadingsOf = (column: Column): readonly string[] => formerLabels(keyOfField(column))

function known(t: Translate, name: string): string {
  const key = keyOfField(name)
  return isMessageKey(key) ? t(key) : name
}

function keyOfField(name: string): string {
  const own = `transfer.column.${name}`
  return isMessageKey(own) ? own : `listing.field.${name}`
}
