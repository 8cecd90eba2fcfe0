import { Duplex, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { Response } from 'express'
import { contentDisposition } from '#shared/files/file-name.ts'
import { sendAsMade } from './streaming.ts'

export type CsvValue = string | number | null | undefined

/**
 * Sends rows as a CSV file that Excel, Numbers and LibreOffice open as it is: UTF-8 with a byte order mark, RFC 4180
 * line ends, and no cell that a spreadsheet would run as a formula. The rows are fetched as fast as the reader takes
 * them. A failure before the first row is thrown while an error page can still be sent; a later one cuts the file off.
 */
export async function sendCsv(
  res: Response,
  {
    name,
    head,
    delimiter = ',',
  }: { /** Of the file, with its ending. */ name: string; head: readonly string[]; delimiter?: string },
  rows: Iterable<readonly CsvValue[]> | AsyncIterable<readonly CsvValue[]>,
): Promise<void> {
  const lines = await started(rows)
  res.set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': contentDisposition('attachment', name),
    'X-Content-Type-Options': 'nosniff',
  })
  const table = stringify({
    bom: true,
    delimiter,
    escape_formulas: true,
    record_delimiter: 'windows',
    // A bare line end is no delimiter to the library, but it is to readers.
    quoted_match: /[\r\n]/,
    columns: [...head],
    header: true,
  })
  await sendAsMade(res, lines, table, Duplex.from(inChunks))
}

/** A row is short, and each piece costs the same to compress and send: they go in pieces of 64 KB. */
async function* inChunks(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let [held, bytes]: [Buffer[], number] = [[], 0]
  for await (const piece of pieces) {
    held.push(piece)
    bytes += piece.length
    if (bytes < 65_536) continue
    yield Buffer.concat(held)
    held = []
    bytes = 0
  }
  yield Buffer.concat(held)
}

/** Waits for the first row. */
async function started(
  rows: Iterable<readonly CsvValue[]> | AsyncIterable<readonly CsvValue[]>,
): Promise<AsyncGenerator<readonly CsvValue[]>> {
  const iterator = (Symbol.asyncIterator in rows ? rows : Readable.from(rows))[Symbol.asyncIterator]()
  const first = (await iterator.next()) as IteratorResult<readonly CsvValue[], undefined>
  return (async function* () {
    if (first.done === true) return
    yield first.value
    yield* { [Symbol.asyncIterator]: () => iterator } as AsyncIterable<readonly CsvValue[]>
  })()
}
