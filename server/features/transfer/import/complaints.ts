import type { CellComplaint, ImportRow, PremisesImport } from '#models/transfer/premises-import.ts'
import { isMessageKey, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { formatDayInput } from '#features/listings/form/value-text.ts'
import { describeAllowed } from '../checking/allowed.ts'
import { formatCell, parseCell } from '../table/cells.ts'
import { definitionOf, headingOf, isColumn } from '../table/columns.ts'

/** A problem in words, with the row and column names of the file. */
export type ComplaintLine = { row: number; code: string; column: string; value: string; wrong: string; allowed: string }

export const complaintHead = (t: Translate): string[] => [
  t('transfer.errors.row'),
  t('transfer.errors.code'),
  t('transfer.errors.column'),
  t('transfer.errors.value'),
  t('transfer.errors.wrong'),
  t('transfer.errors.allowed'),
]

type RowWithComplaints = Pick<ImportRow, 'row' | 'code' | 'reason' | 'complaints'>
type RowWithWarnings = Pick<ImportRow, 'row' | 'code' | 'warnings'>

export function complaintLines(reader: Reader, one: PremisesImport, row: RowWithComplaints): ComplaintLine[] {
  if (row.reason) {
    const wrong = translateKey(reader.t, row.reason, {})
    return [{ row: row.row, code: row.code, column: '', value: '', wrong, allowed: '' }]
  }
  return row.complaints.map(complaint => ({
    ...lineOf(reader, one, { row, said: complaint }),
    value: formatCellValue(reader, complaint),
    allowed: isColumn(complaint.field) ? describeAllowed(reader, complaint.field) : '',
  }))
}

/** Returns the text of the cell. A date, which spreadsheets may store as a number, is formatted in the reader's language. */
function formatCellValue({ locale }: Reader, { field, value }: CellComplaint): string {
  const kind = isColumn(field) ? definitionOf(field).ask : null
  if (!isColumn(field) || (kind !== 'day' && kind !== 'instant')) return value
  return formatDayInput(locale, String(parseCell(field, value)))
}

/** Returns the doubts, which do not prevent writing. The values are those that the premises will have. */
export const warningLines = (reader: Reader, one: PremisesImport, row: RowWithWarnings): ComplaintLine[] =>
  row.warnings.map(warning => ({
    ...lineOf(reader, one, { row, said: warning }),
    value: isColumn(warning.field) ? String(formatCell(reader.t, warning.field, warning.value)) : warning.value,
    allowed: '',
  }))

type LocatedComplaint = { row: Pick<ImportRow, 'row' | 'code'>; said: CellComplaint }

function lineOf({ t }: Reader, { headings }: PremisesImport, { row, said }: LocatedComplaint) {
  const { field, column, value, code, gaps } = said
  const heading = (column === null ? undefined : headings[column]) ?? (isColumn(field) ? headingOf(t, field) : field)
  return { row: row.row, code: row.code, column: heading, value, wrong: translateKey(t, code, gaps ?? {}) }
}

export const translateKey = (t: Translate, key: string, gaps: Record<string, string | number>): string =>
  isMessageKey(key) ? t(key, gaps) : key
