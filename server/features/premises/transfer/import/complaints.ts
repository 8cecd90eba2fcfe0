import type { ImportRow, PremisesImport } from '../../../../../models/premises-import.ts'
import { isMessageKey, type Locale, type Translate } from '../../../../shared/i18n.ts'
import { allowedOf } from '../allowed.ts'
import { headingOf, isColumn } from '../columns.ts'

type Reader = { t: Translate; locale: Locale }
/** One thing that is wrong, in words: the row and the column as the file has them. */
export type ComplaintLine = { row: number; code: string; column: string; value: string; wrong: string; allowed: string }

export const complaintHead = (t: Translate): string[] => [
  t('transfer.errors.row'),
  t('transfer.errors.code'),
  t('transfer.errors.column'),
  t('transfer.errors.value'),
  t('transfer.errors.wrong'),
  t('transfer.errors.allowed'),
]

export function complaintLines(reader: Reader, { headings }: PremisesImport, row: ImportRow): ComplaintLine[] {
  const { t } = reader
  const common = { row: row.row, code: row.code }
  if (row.reason) {
    return [{ ...common, column: '', value: '', wrong: sentence(t, row.reason, {}), allowed: '' }]
  }
  return row.complaints.map(({ field, column, value, code, gaps }) => ({
    ...common,
    column: (column === null ? undefined : headings[column]) ?? (isColumn(field) ? headingOf(t, field) : field),
    value,
    wrong: sentence(t, code, gaps ?? {}),
    allowed: isColumn(field) ? allowedOf(reader, field) : '',
  }))
}

export const sentence = (t: Translate, key: string, gaps: Record<string, string | number>): string =>
  isMessageKey(key) ? t(key, gaps) : key
