import { TextDecoder } from 'node:util'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { eventLoopPause } from '#shared/event-loop-pause.ts'
import { maxColumns, tableBounds, type TableRow, UnreadableTable } from './table.ts'

/** Encodings in which programs write tables: UTF-8, the Chinese and the Russian Excel. */
export const csvEncodings = ['utf-8', 'gb18030', 'windows-1251'] as const
export type CsvEncoding = (typeof csvEncodings)[number]
export const csvSeparators = [',', ';', '\t'] as const
export type CsvSeparator = (typeof csvSeparators)[number]
export type CsvForm = { encoding: CsvEncoding; separator: CsvSeparator }

/** Bytes parsed at a time: the slowest of them take a few milliseconds. */
const sliceBytes = 4_096
/** Largest size of a record: all texts of a premises at their longest are a quarter of it. */
const maxRecordBytes = 512 * 1024

/** Yields the rows of a CSV file as they are read (RFC 4180, with any of three separators). Throws `UnreadableTable`. */
export async function* readCsv(
  bytes: AsyncIterable<Buffer>,
  { encoding, separator }: CsvForm,
): AsyncGenerator<TableRow> {
  const parser = parse({
    bom: true,
    delimiter: separator,
    relax_column_count: true,
    max_record_size: maxRecordBytes,
    // Keeps empty rows, so that row numbers are those that people see in the spreadsheet.
    skip_empty_lines: false,
  })
  const source = limitColumns(decodeText(bytes, encoding), separator)
  const records = Readable.from(source).compose(parser) as AsyncIterable<string[]>
  let row = 0
  let cellsRead = 0
  try {
    for await (const cells of records) {
      row += 1
      cellsRead += cells.length
      if (cells.length > tableBounds.columns) throw new UnreadableTable('too-wide', row)
      if (cellsRead > tableBounds.cells) throw new UnreadableTable('too-many-cells')
      yield { row, cells: cells.slice(0, maxColumns).map(limitLength) }
    }
  } catch (error) {
    if (error instanceof TooManyColumnsError)
      throw new UnreadableTable('too-wide', parser.info.records + 1, { cause: error })
    if (error instanceof CsvError)
      throw new UnreadableTable(reasonOf(error), recordOf(error, row) + 1, { cause: error })
    throw error
  }
}

/**
 * Returns the reason of an error. A row without an end may be too long or have a quotation mark that is never closed: the
 * two cannot be told apart.
 */
const reasonOf = ({ code }: CsvError) => (code === 'CSV_MAX_RECORD_SIZE' ? 'long-row' : 'quotes')

/** Returns how many records were complete: the library reads ahead of those it has returned. */
const recordOf = (error: CsvError, handedOut: number): number => {
  const { records } = error as { records?: unknown }
  return typeof records === 'number' ? records : handedOut
}

const limitLength = (cell: string): string =>
  cell.length > tableBounds.cellLength ? cell.slice(0, tableBounds.cellLength) : cell

class TooManyColumnsError extends Error {}

/**
 * Throws at a line with too many separators. The library would collect the whole record first, however many fields it has.
 * Separators in quotation marks count too, as no text has so many. Line breaks in quotation marks reset the count; there the
 * limit on the size of a record holds.
 */
async function* limitColumns(texts: AsyncIterable<string>, separator: CsvSeparator): AsyncGenerator<string> {
  let separators = 0
  for await (const text of texts) {
    for (const character of text) {
      if (character === '\n' || character === '\r') separators = 0
      else if (character === separator && (separators += 1) > tableBounds.columns) throw new TooManyColumnsError()
    }
    yield text
  }
}

async function* decodeText(bytes: AsyncIterable<Buffer>, encoding: CsvEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  const breathe = eventLoopPause()
  for await (const chunk of bytes)
    for (let at = 0; at < chunk.length; at += sliceBytes) {
      yield decoder.decode(chunk.subarray(at, at + sliceBytes), { stream: true })
      await breathe()
    }
  yield decoder.decode()
}

/** Checks whether all bytes are valid UTF-8: text in another encoding practically never is. */
export async function isUtf8(bytes: AsyncIterable<Buffer>): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of bytes) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** Returns the most frequent separator of the first line, outside of quotes. */
export function separatorOf(line: string): CsvSeparator {
  const bare = line.replace(/"[^"]*"/g, '')
  const counts = csvSeparators.map(separator => ({ separator, count: bare.split(separator).length }))
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).separator
}
