import type { AuditEntry } from '#models/audit/audit-entry.ts'
import type { PlainCell, Sheet } from '#outside/tables/xlsx-writing.ts'
import { cityStamp } from '#shared/days/city-time.ts'
import { fieldIn, valueIn } from './value-text.ts'
import { kindIn, reasonIn, roleIn, actInWords, actorInWords, type Names, type AuditReader } from './entry-text.ts'
import { dot } from '#shared/texts/facts.ts'

export const exportHead = (t: AuditReader['t']): string[] => [
  ...[t('audit.number'), t('audit.when.city'), 'UTC'],
  ...[t('audit.who'), t('audit.who.id'), t('audit.role'), t('audit.what'), t('audit.action')],
  ...[t('audit.kind'), t('audit.subject'), t('audit.subject.id'), t('audit.changes'), t('audit.reason')],
  ...[t('audit.outcome'), t('audit.route'), t('audit.request'), t('audit.hash.previous'), t('audit.hash')],
]

/** Returns the person who acted and, if there was one, the access token that acted for them. */
const whoWithKey = (t: AuditReader['t'], entry: AuditEntry, names: Names): string =>
  [actorInWords(t, entry, names), entry.who.via].filter(Boolean).join(dot)

/** Returns an entry as one row: labels for people, ids and hashes for programs that verify them. */
export function exportRow(speech: AuditReader, entry: AuditEntry, names: Names): PlainCell[] {
  const { t } = speech
  const { who, subject, changes } = entry
  const differences = changes.map(({ field, before, after }) => {
    const of = { kind: subject.kind, field }
    const change = `${valueIn(speech, of, before)} → ${valueIn(speech, of, after)}`
    return [fieldIn(speech, subject.kind, field), change].join(t('list.colon'))
  })
  return [
    // The hash covers the second time stamp, to the millisecond; the first is the one that the pages show.
    ...[entry._id, cityStamp(entry.at), entry.at.toISOString()],
    ...[whoWithKey(t, entry, names), who.id, roleIn(t, who.role)],
    ...[actInWords(t, entry, names), entry.action, kindIn(t, subject.kind), subject.label, subject.id],
    ...[
      differences.join('\n'),
      entry.reason && reasonIn(t, entry.reason),
      t(`audit.outcome.${entry.outcome}`),
      entry.route,
    ],
    ...[entry.requestId, entry.previousHash, entry.hash],
  ]
}

/** Column widths in characters. Hashes are meant for programs and need not be readable. */
const widths = [10, 22, 26, 20, 26, 14, 28, 24, 12, 20, 26, 60, 30, 10, 34, 38, 20, 20]

/** Excel's limits: rows of a sheet below the header (1,048,576 with it), and characters of a cell. */
const maxRowsPerSheet = 1_048_575
const maxCellLength = 32_767

/** Returns the sheets of the export, written while rows are read: at most `most` rows, on as many sheets as needed. */
export function exportSheets(t: AuditReader['t'], rows: AsyncIterable<readonly PlainCell[]>, most: number): Sheet[] {
  const iterator = rows[Symbol.asyncIterator]()
  const count = Math.max(1, Math.ceil(most / maxRowsPerSheet))
  return Array.from({ length: count }, (_, index) => ({
    name: index === 0 ? t('audit.title') : `${t('audit.title')} ${index + 1}`,
    columns: widths.map(width => ({ width })),
    head: exportHead(t),
    rows: nextOf(iterator, maxRowsPerSheet),
  }))
}

/** Yields the next rows of a sheet. The source is told to stop when its consumer stops, but not when the sheet is full. */
async function* nextOf(
  iterator: AsyncIterator<readonly PlainCell[]>,
  most: number,
): AsyncGenerator<readonly PlainCell[]> {
  let taken = 0
  try {
    let row = await rowFrom(iterator)
    while (row) {
      yield row
      taken += 1
      row = taken < most ? await rowFrom(iterator) : null
    }
  } finally {
    if (taken < most) await iterator.return?.()
  }
}

async function rowFrom(iterator: AsyncIterator<readonly PlainCell[]>): Promise<readonly PlainCell[] | null> {
  const next = await iterator.next()
  if (next.done) return null
  return next.value.some(isTooLong) ? next.value.map(shortened) : next.value
}

const isTooLong = (cell: PlainCell): boolean => typeof cell === 'string' && cell.length > maxCellLength
const shortened = (cell: PlainCell): PlainCell => (typeof cell === 'string' ? cell.slice(0, maxCellLength) : cell)
