import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import { formerLabels } from '#shared/texts/former-labels.ts'
import { isMessageKey, type Locale, locales, type Translate } from '#shared/texts/i18n.ts'
import { type ListingField, listingFields } from '#features/premises/fields/listing-fields.ts'
import type { FieldDefinition } from '#features/listings/form/controls.ts'
import { formGroups, textFields } from '#features/listings/form/fields.ts'

/** Columns that are not form fields: they identify the premises or are only shown. */
export const identityColumns = ['code', 'building', 'status', 'version'] as const
/** Form fields with a column of their own. The main use has none: it is the first of the allowed uses. */
type CellField = Exclude<ListingField, 'mainUse'>
export type Column = (typeof identityColumns)[number] | CellField

export const cellFields = listingFields.filter((field): field is CellField => field !== 'mainUse')
/** All columns, in the order of an exported file. */
export const columns: readonly Column[] = ['code', 'building', 'status', ...cellFields, 'version']
export const isColumn = (name: string): name is Column => columns.some(column => column === name)
export const isCellField = (column: Column): column is CellField => cellFields.some(field => field === column)

type TextDefinition = { ask: 'text'; name: string; lang: Locale }
export type CellDefinition = FieldDefinition | TextDefinition

const languageOf = (name: string): Locale | null => locales.find(locale => name.endsWith(`.${locale}`)) ?? null

const definitions = new Map<string, CellDefinition>([
  ...textFields.flatMap(([name]) =>
    locales.map((lang): [string, CellDefinition] => [
      `${name}.${lang}`,
      { ask: 'text', name: `${name}.${lang}`, lang },
    ]),
  ),
  ...locales.map((lang): [string, CellDefinition] => [`reviewed.${lang}`, { ask: 'flag', name: `reviewed.${lang}` }]),
  ...formGroups.flatMap(({ asks: group }) =>
    group.map((definition): [string, CellDefinition] => [definition.name, definition]),
  ),
  ['status', { ask: 'choice', name: 'status', values: premisesStatuses, words: 'status' }],
])

/** Returns what a cell of the column holds, which is the same as the form's control. */
export const definitionOf = (column: Column): CellDefinition => definitions.get(column) ?? { ask: 'line', name: column }

/** Returns the readable word for a value of a list. */
export function wordOf(t: Translate, listName: string, value: string): string {
  const key = keyOfWord(listName, value)
  return isMessageKey(key) ? t(key) : value
}

/** Returns the former words for a value, which older files may contain. */
export const formerWordsOf = (listName: string, value: string): readonly string[] =>
  formerLabels(keyOfWord(listName, value))

const keyOfWord = (listName: string, value: string): string =>
  listName === 'status' ? `premises.status.${value}` : `listing.option.${listName}.${value}`

/** Returns the heading of a column with its unit. */
export function headingOf(t: Translate, column: Column): string {
  const definition = definitionOf(column)
  const label = labelOf(t, column)
  return definition.ask === 'line' && definition.unit
    ? t('transfer.heading.unit', { label, unit: t(`listing.unit.${definition.unit}`) })
    : label
}

export function labelOf(t: Translate, column: Column): string {
  const lang = languageOf(column)
  if (!lang) return translateField(t, column)
  const language = t(`listing.language.${lang}`)
  const field = column.slice(0, -3)
  return field === 'reviewed'
    ? t('listing.reviewed-in', { language })
    : t('listing.text-in', { field: translateField(t, field), language })
}

/** Returns the former headings of a column. */
export const formerHeadingsOf = (column: Column): readonly string[] => formerLabels(keyOfField(column))

function translateField(t: Translate, name: string): string {
  const key = keyOfField(name)
  return isMessageKey(key) ? t(key) : name
}

function keyOfField(name: string): string {
  const own = `transfer.column.${name}`
  return isMessageKey(own) ? own : `listing.field.${name}`
}
