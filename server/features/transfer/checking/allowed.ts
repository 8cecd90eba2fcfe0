import { formatNumber } from '#shared/texts/format.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import { allowedIn } from '#features/premises/fields/listing-fields.ts'
import { askOf, type CellAsk, type Column, isCellField, wordOf } from '../table/columns.ts'

/** Returns a sentence on the values that a column accepts. */
export function allowedOf({ t, locale }: Reader, column: Column): string {
  if (!isCellField(column)) return t(`transfer.allowed.${column}`)
  const ask = askOf(column)
  const bounds = allowedIn(column)
  if (!bounds || ask.ask !== 'line')
    return bounds ? t('transfer.allowed.text', { most: formatNumber(locale, bounds.max) }) : listedIn(t, ask)
  const gaps = {
    least: formatNumber(locale, bounds.min, 1),
    most: formatNumber(locale, bounds.max),
    digits: bounds.digits,
  }
  return t(`transfer.allowed.${bounds.kind}`, gaps)
}

function listedIn(t: Translate, ask: CellAsk): string {
  switch (ask.ask) {
    case 'choice':
      return t('transfer.allowed.choice', { values: choicesOf(t, ask).join(t('list.comma')) })
    case 'several':
      return t(ask.name === 'allowedUses' ? 'transfer.allowed.uses' : 'transfer.allowed.several', {
        values: choicesOf(t, ask).join(t('list.comma')),
      })
    case 'flag':
      return t('transfer.allowed.choice', { values: choicesOf(t, ask).join(t('list.comma')) })
    default:
      return t(ask.ask === 'instant' ? 'transfer.allowed.instant' : 'transfer.allowed.day')
  }
}

/** Returns the words to choose from; empty when any text may be typed. */
export function choicesOf(t: Translate, ask: CellAsk): string[] {
  if (ask.ask === 'flag') return [t('transfer.yes'), t('transfer.no')]
  return ask.ask === 'choice' || ask.ask === 'several' ? ask.values.map(value => wordOf(t, ask.words, value)) : []
}

/** Checks whether a new premises needs a value in this column. */
export const isRequired = (column: Column): boolean => {
  const ask = askOf(column)
  if (column === 'code') return true
  if (!isCellField(column)) return false
  return ask.ask === 'choice' || column === 'allowedUses' || (ask.ask === 'line' && ask.decimal !== undefined)
}
