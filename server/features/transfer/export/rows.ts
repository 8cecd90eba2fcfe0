import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import { cellOfTyped } from '../table/cells.ts'
import { type Column, columns, wordOf } from '../table/columns.ts'

type Exported = ListingFacts & { code: string; buildingCode: string; status: string; version: number }

/** A premises as a row of a file that can be imported again: the words are the reader's. */
export function exportedRow({ t }: Pick<Reader, 't'>, premises: Exported): (string | number)[] {
  const typed = valuesOf(premises)
  const own: Partial<Record<Column, string | number>> = {
    code: premises.code,
    building: premises.buildingCode,
    status: wordOf(t, 'status', premises.status),
    version: premises.version,
  }
  return columns.map(column => own[column] ?? cellOfTyped(t, column, typed[column]))
}

/** As the spreadsheets of the reader's country expect CSV: the Russian ones a semicolon and a decimal comma. */
export const csvSeparatorFor = (locale: Locale): string => (locale === 'ru' ? ';' : ',')

export const csvRow = (locale: Locale, cells: (string | number)[]): string[] =>
  cells.map(cell => (locale === 'ru' && typeof cell === 'number' ? String(cell).replace('.', ',') : String(cell)))
