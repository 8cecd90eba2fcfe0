import { formatNumber } from '#shared/texts/format.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import { fieldBoundsOf } from '#features/premises/fields/listing-fields.ts'
import { definitionOf, type CellDefinition, type Column, isCellField, wordOf } from '../table/columns.ts'

/** Returns a sentence on the values that a column accepts. */
export function describeAllowed({ t, locale }: Reader, column: Column): string {
  if (!isCellField(column)) return t(`transfer.allowed.${column}`)
  const definition = definitionOf(column)
  const bounds = fieldBoundsOf(column)
  if (!bounds || definition.ask !== 'line')
    return bounds ? t('transfer.allowed.text', { most: formatNumber(locale, bounds.max) }) : describeList(t, definition)
  const gaps = {
    least: formatNumber(locale, bounds.min, 1),
    most: formatNumber(locale, bounds.max),
    digits: bounds.digits,
  }
  return t(`transfer.allowed.${bounds.kind}`, gaps)
}

function describeList(t: Translate, definition: CellDefinition): string {
  switch (definition.ask) {
    case 'choice':
      return t('transfer.allowed.choice', { values: choicesOf(t, definition).join(t('list.comma')) })
    case 'several':
      return t(definition.name === 'allowedUses' ? 'transfer.allowed.uses' : 'transfer.allowed.several', {
        values: choicesOf(t, definition).join(t('list.comma')),
      })
    case 'flag':
      return t('transfer.allowed.choice', { values: choicesOf(t, definition).join(t('list.comma')) })
    default:
      return t(definition.ask === 'instant' ? 'transfer.allowed.instant' : 'transfer.allowed.day')
  }
}

/** Returns the words to choose from; empty when any text may be typed. */
export function choicesOf(t: Translate, definition: CellDefinition): string[] {
  if (definition.ask === 'flag') return [t('transfer.yes'), t('transfer.no')]
  return definition.ask === 'choice' || definition.ask === 'several'
    ? definition.values.map(value => wordOf(t, definition.words, value))
    : []
}

/** Checks whether a new premises needs a value in this column. */
export const isRequired = (column: Column): boolean => {
  const definition = definitionOf(column)
  if (column === 'code') return true
  if (!isCellField(column)) return false
  return (
    definition.ask === 'choice' ||
    column === 'allowedUses' ||
    (definition.ask === 'line' && definition.decimal !== undefined)
  )
}
