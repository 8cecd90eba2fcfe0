import type { CellComplaint } from '#models/transfer/premises-import.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { readNumber } from '#shared/texts/parse-number.ts'
import type { FieldErrors } from '#web/forms/forms.ts'
import { fieldBoundsOf } from '#features/premises/fields/listing-fields.ts'
import { parseCell } from './cells.ts'
import { definitionOf, cellFields, isCellField, type Column } from './columns.ts'

/** Cells of one row, by our columns. */
export type RowCells = ReadonlyMap<Column, string>
export type Complaint = Omit<CellComplaint, 'column'>

/** Returns a complaint about a cell, or about its column when the file has none. */
export function createComplaint(
  cells: RowCells,
  field: Column,
  code: MessageKey,
  gaps?: Record<string, string | number>,
): Complaint {
  return { field, value: (cells.get(field) ?? '').slice(0, 200), code, ...(gaps ? { gaps } : {}) }
}

/** Returns the complaints of the form's rules about a row: the first for each cell. */
export function complaintsOf(cells: RowCells, errors: FieldErrors): Complaint[] {
  const byField = new Map<Column, Complaint>()
  for (const [name, key] of Object.entries(errors)) {
    // A list reports an error in its third item as `allowedUses.2`.
    const field =
      name === 'mainUse'
        ? 'allowedUses'
        : (cellFields.find(one => name === one || name.startsWith(`${one}.`)) ?? 'code')
    if (key && !byField.has(field)) byField.set(field, specificComplaint(cells, field, key))
  }
  return [...byField.values()]
}

/**
 * Returns a more precise complaint. The form shows hints beside the field; in a list of complaints the sentence stands
 * alone.
 */
function specificComplaint(cells: RowCells, field: Column, key: MessageKey): Complaint {
  if (key === 'form.number' && hasTooManyDecimals(cells, field))
    return createComplaint(cells, field, 'transfer.wrong.decimals', { digits: digitsOf(field) })
  const bounds = key === 'listing.form.range' ? boundsOf(field) : null
  if (bounds) return createComplaint(cells, field, 'transfer.wrong.range', { least: bounds.min, most: bounds.max })
  const unknown = key === 'form.choose' ? unknownWords(cells, field) : ''
  if (unknown) return createComplaint(cells, field, 'transfer.wrong.unknown-word', { word: unknown })
  const clashes = key === 'listing.form.uses-clash' && !cells.has(field)
  return createComplaint(cells, field, clashes ? 'transfer.wrong.stored-uses-clash' : key)
}

const boundsOf = (field: Column) => (isCellField(field) ? fieldBoundsOf(field) : null)
const digitsOf = (field: Column): number => boundsOf(field)?.digits ?? 0

function hasTooManyDecimals(cells: RowCells, field: Column): boolean {
  const read = readNumber(cells.get(field) ?? '', { locale: null, decimals: digitsOf(field) })
  return digitsOf(field) > 0 && !read.ok && read.reason === 'too-many-decimals'
}

/** Returns the unknown words of a list, or the unknown word given for a choice. */
function unknownWords(cells: RowCells, field: Column): string {
  if (!isCellField(field)) return ''
  const definition = definitionOf(field)
  const cellWords = [parseCell(field, cells.get(field) ?? '')].flat()
  const knownWords = definition.ask === 'choice' || definition.ask === 'several' ? definition.values : ['yes', '']
  return cellWords
    .filter(word => word !== '' && !knownWords.includes(word))
    .join(', ')
    .slice(0, 100)
}
