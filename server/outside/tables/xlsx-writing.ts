import { once } from 'node:events'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import * as parts from './xlsx-parts.ts'

export type PlainCell = string | number | null
export type SheetCell = PlainCell | { value: number; format: parts.NumberFormat }
export type SheetColumn = {
  /** Width in characters. */ width: number
  /** Choices that Excel offers in each cell. */ choices?: readonly string[]
}
export type Sheet = {
  name: string
  columns: readonly SheetColumn[]
  /** Lines above the head, the first in bold: the sheet is to be read, not to be filled in. */ above?: readonly string[]
  head: readonly string[]
  rows: Iterable<readonly SheetCell[]> | AsyncIterable<readonly SheetCell[]>
}

/** Compression level of zlib: sheets get as small as with 4, and faster. */
const compressionLevel = 3

/**
 * Returns a workbook as a stream, made no faster than it is read: only one row and the buffers of zlib are in memory. A text
 * cell is text to Excel, whatever it begins with: it is never run as a formula. A failure while the rows are fetched
 * destroys the stream.
 */
export function writeXlsx(sheets: readonly Sheet[]): Readable {
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  const fail = (error: unknown) => out.destroy(error as Error)
  zip.on('error', fail)
  fill(zip, out, sheets).catch(fail)
  return out
}

async function fill(zip: ZipFile, out: Readable, sheets: readonly Sheet[]): Promise<void> {
  const names = sheets.map(({ name }) => name)
  for (const [name, content] of Object.entries(parts.fixedParts(names))) zip.addBuffer(Buffer.from(content), name)
  for (const [index, sheet] of sheets.entries()) {
    if (out.destroyed) return
    const bytes = Readable.from(inChunks(sheetXml(sheet)))
    zip.addReadStream(bytes, `xl/worksheets/sheet${index + 1}.xml`, { compressionLevel })
    const stop = () => bytes.destroy()
    out.once('close', stop)
    await once(bytes, 'close')
    out.off('close', stop)
    if (bytes.errored) throw bytes.errored
  }
  zip.end()
}

async function* sheetXml({ columns, above = [], head, rows }: Sheet): AsyncGenerator<string> {
  const widths = columns.map(({ width }) => width)
  yield parts.sheetBegin(widths, { filledIn: above.length === 0 })
  let number = 0
  for (const line of above) yield rowXml((number += 1), [line], number === 1 ? parts.titleStyle : parts.noStyle)
  // An empty row, so that Excel does not take the lines for a part of the table.
  if (above.length > 0) number += 1
  yield rowXml((number += 1), head, parts.headStyle)
  for await (const row of rows) yield rowXml((number += 1), row, parts.textStyle)
  yield `</sheetData>${parts.choicesXml(columns)}</worksheet>`
}

function rowXml(number: number, cells: readonly SheetCell[], style: number): string {
  const written = cells.map((cell, index) => cellXml(`${parts.columnName(index)}${number}`, cell, style))
  return `<row r="${number}">${written.join('')}</row>`
}

function cellXml(place: string, cell: SheetCell, style: number): string {
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (cell === null || cell === '') return ''
  if (typeof cell === 'object') return `<c r="${place}" s="${parts.formatStyle(cell.format)}"><v>${cell.value}</v></c>`
  const spaceAttribute = spacesMatter.test(cell) ? ' xml:space="preserve"' : ''
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t${spaceAttribute}>${parts.escaped(cell)}</t></is></c>`
}

/** Matches spaces that an XML reader may drop. */
const spacesMatter = /^\s|\s$|[\n\r\t]|\s\s/

/** Joins rows into larger chunks: a row is short, and every chunk of a stream costs the same. */
async function* inChunks(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = ''
  for await (const piece of pieces) {
    chunk += piece
    if (chunk.length < 65_536) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}
