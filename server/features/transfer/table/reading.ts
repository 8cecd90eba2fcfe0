import { createHash } from 'node:crypto'
import type { PremisesImport } from '#models/transfer/premises-import.ts'
import { locales, translatorFor } from '#shared/texts/i18n.ts'
import {
  csvEncodings,
  csvSeparators,
  isUtf8,
  readCsv,
  separatorOf,
  type CsvEncoding,
  type CsvForm,
} from '#outside/tables/csv-reading.ts'
import { isBlank, tableBounds, UnreadableTable, type TableRow } from '#outside/tables/table.ts'
import { readXlsx } from '#outside/tables/xlsx-reading.ts'
import { readBytes, type FileStore } from '#outside/files/files.ts'
import { columns, formerHeadingsOf, headingOf, labelOf, type Column } from './columns.ts'

/** What is needed to read the file of an import. */
export type Source = { id: string; extension: 'csv' | 'xlsx'; csv: CsvForm | null }
export type TableOpening = { csv: CsvForm | null; headings: string[]; samples: string[][] }

const samplesShown = 3
const maxSampleLength = 60
/** Number of bytes in which the headings are looked for. */
const headBytes = 64 * 1024

export const sourceOf = ({ file, csv }: Pick<PremisesImport, 'file' | 'csv'>): Source => ({
  id: file.id.toHexString(),
  extension: file.extension === 'xlsx' ? 'xlsx' : 'csv',
  csv: csv && {
    encoding: csvEncodings.find(one => one === csv.encoding) ?? 'utf-8',
    separator: csvSeparators.find(one => one === csv.separator) ?? ',',
  },
})

/**
 * Yields the rows of a file except blank ones and remarks (`# ...`). The first is the headings. Throws `UnreadableTable`.
 */
export async function* readRows(files: FileStore, { id, extension, csv }: Source): AsyncGenerator<TableRow> {
  const rows =
    extension === 'xlsx'
      ? readXlsx(await readBytes(files, id))
      : readCsv(files.open(id) as AsyncIterable<Buffer>, csv ?? { encoding: 'utf-8', separator: ',' })
  let filled = 0
  let skipped = 0
  for await (const row of rows) {
    if (isBlank(row.cells) || row.cells[0]?.startsWith('#')) {
      if ((skipped += 1) > tableBounds.emptyRows) throw new UnreadableTable('empty-rows')
      continue
    }
    if ((filled += 1) > tableBounds.rows + 1) throw new UnreadableTable('too-large')
    yield row
  }
}

/** Detects encoding and separator of a file and reads its beginning. Throws `UnreadableTable`. */
export async function openTable(files: FileStore, { id, extension }: Omit<Source, 'csv'>): Promise<TableOpening> {
  const csv = extension === 'csv' ? await detectCsvForm(files, id) : null
  return { csv, ...(await readBeginning(files, { id, extension, csv })) }
}

/** Returns the headings and a few rows in the given encoding. */
export async function readBeginning(files: FileStore, source: Source): Promise<Omit<TableOpening, 'csv'>> {
  const rows: string[][] = []
  for await (const { cells } of readRows(files, source)) {
    rows.push(cells.map(cell => shorten(cell)))
    if (rows.length > samplesShown) break
  }
  const [headings, ...samples] = rows
  if (!headings) throw new UnreadableTable('no-sheet')
  return { headings, samples }
}

const shorten = (cell: string): string => {
  const line = cell.replace(/\s+/g, ' ').trim()
  return line.length > maxSampleLength ? `${line.slice(0, maxSampleLength - 1)}…` : line
}

async function detectCsvForm(files: FileStore, id: string): Promise<CsvForm> {
  const utf8 = await isUtf8(files.open(id) as AsyncIterable<Buffer>)
  const head = await readHead(files, id)
  // Almost any bytes are valid in the other encodings, so the one with more known headings is chosen.
  const candidates: CsvEncoding[] = utf8 ? ['utf-8'] : ['gb18030', 'windows-1251']
  const forms = candidates.map(encoding => {
    const line =
      new TextDecoder(encoding)
        .decode(head)
        .split(/[\r\n]/)
        .find(one => one.trim() !== '' && !one.startsWith('#')) ?? ''
    const separator = separatorOf(line)
    return {
      encoding,
      separator,
      known: countRecognised(line.split(separator).map(cell => cell.replace(/^"|"$/g, ''))),
    }
  })
  const { encoding, separator } = forms.reduce((best, form) => (form.known > best.known ? form : best))
  return { encoding, separator }
}

async function readHead(files: FileStore, id: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of files.open(id)) {
    chunks.push(chunk as Buffer)
    size += (chunk as Buffer).length
    if (size >= headBytes) break
  }
  return Buffer.concat(chunks).subarray(0, headBytes)
}

/** Returns the letters and digits of a heading in lower case, so that "Площадь, м²" and "площадь м2" are equal. */
const bare = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '')

let dictionary: Map<string, Column> | undefined

/**
 * Returns the columns by all their headings: in three languages, with or without unit, current or former, or the name in the
 * API.
 */
function columnByHeading(): Map<string, Column> {
  dictionary ??= new Map(
    columns.flatMap(column =>
      [
        ...locales.flatMap(locale => {
          const t = translatorFor(locale)
          return [headingOf(t, column), labelOf(t, column)]
        }),
        ...formerHeadingsOf(column),
        column,
      ].map((heading): [string, Column] => [bare(heading), column]),
    ),
  )
  return dictionary
}

/** Returns the most likely column for each heading, '' for none. No column is returned twice. */
export function guessColumns(headings: readonly string[]): (Column | '')[] {
  const taken = new Set<Column>()
  return headings.map(heading => {
    const column = columnByHeading().get(bare(heading))
    if (!column || taken.has(column)) return ''
    taken.add(column)
    return column
  })
}

const countRecognised = (headings: readonly string[]): number => guessColumns(headings).filter(Boolean).length

/** Returns a hash that is equal for files with the same headings in the same order. */
export const signatureOf = (headings: readonly string[]): string =>
  createHash('sha256').update(headings.map(bare).join('\n')).digest('base64url')
