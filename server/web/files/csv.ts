import { Duplex, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { Response } from 'express'
import { contentDisposition } from '#shared/files/file-name.ts'
import { streamResponse } from './streaming.ts'

export type CsvValue = string | number | null | undefined

/**
 * Sends rows as a CSV file that Excel, Numbers and LibreOffice open as it is: UTF-8 with a byte order mark, RFC 4180 line
 * ends, and no cell that a spreadsheet would run as a formula. Rows are read only as fast as the client takes them. A
 * failure before the first row is thrown, so that an error page can still be sent; a later one breaks the download off.
 */
export async function sendCsv(
  res: Response,
  {
    name,
    head,
    delimiter = ',',
  }: { /** File name with extension. */ name: string; head: readonly string[]; delimiter?: string },
  rows: Iterable<readonly CsvValue[]> | AsyncIterable<readonly CsvValue[]>,
): Promise<void> {
  const lines = await awaitFirstRow(rows)
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
    // The library does not quote a bare line end, but readers treat it as the end of a row.
    quoted_match: /[\r\n]/,
    columns: [...head],
    header: true,
  })
  await streamResponse(res, lines, table, Duplex.from(inChunks))
}

/** Groups rows into chunks of 64 KB: rows are short, and compressing and sending each chunk has a fixed cost. */
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

/** Waits for the first row. Returns a generator of all rows. */
async function awaitFirstRow(
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
