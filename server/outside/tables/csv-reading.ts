import { TextDecoder } from 'node:util'
import { CsvError, parse } from 'csv-parse'
import { Readable } from 'node:stream'
import { mostColumns, type TableRow, UnreadableTable } from './table.ts'

/** What programs write tables in: UTF-8, the Chinese and the Russian Excel. */
export const csvEncodings = ['utf-8', 'gb18030', 'windows-1251'] as const
export type CsvEncoding = (typeof csvEncodings)[number]
export const csvSeparators = [',', ';', '\t'] as const
export type CsvSeparator = (typeof csvSeparators)[number]
export type CsvForm = { encoding: CsvEncoding; separator: CsvSeparator }

/** A record is never longer: all the texts of a premises at their longest are a quarter of it. */
const longestRecord = 512 * 1024

/** The rows of a CSV file as they are read (RFC 4180, with any of three separators). Throws `UnreadableTable`. */
export async function* readCsv(
  bytes: AsyncIterable<Buffer>,
  { encoding, separator }: CsvForm,
): AsyncGenerator<TableRow> {
  const parser = parse({
    bom: true,
    delimiter: separator,
    relax_column_count: true,
    max_record_size: longestRecord,
    // One row of a spreadsheet stays one row, so that its number is the one people see.
    skip_empty_lines: false,
  })
  const records = Readable.from(decoded(bytes, encoding)).compose(parser) as AsyncIterable<string[]>
  let row = 0
  try {
    for await (const cells of records) yield { row: (row += 1), cells: cells.slice(0, mostColumns) }
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableTable('quotes', recordOf(error, row) + 1, { cause: error })
    throw error
  }
}

/** How many records were whole: the library reads ahead of what it has handed out. */
const recordOf = (error: CsvError, handedOut: number): number => {
  const { records } = error as { records?: unknown }
  return typeof records === 'number' ? records : handedOut
}

async function* decoded(bytes: AsyncIterable<Buffer>, encoding: CsvEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

/** Whether all of it is UTF-8: text of another encoding practically never is. */
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

/** The separator that stands most often in the first line, outside of quotes. */
export function separatorOf(line: string): CsvSeparator {
  const bare = line.replace(/"[^"]*"/g, '')
  const counts = csvSeparators.map(separator => ({ separator, count: bare.split(separator).length }))
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).separator
}
