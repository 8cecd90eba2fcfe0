import { TextDecoder } from 'node:util'
import { eventLoopPause } from '#shared/event-loop-pause.ts'
import { DamagedZip, TooLarge, unpackEntry } from '#shared/files/zip.ts'
import { maxColumns, tableBounds, type TableRow, UnreadableTable } from './table.ts'
import { type Attributes, DamagedXml, xmlScanner } from './xml-scanner.ts'

/** Limits on unpacked bytes. Sheets are read as a stream; the shared texts are all in memory at once. */
const bounds = { sheet: 400 * 1024 * 1024, texts: 96 * 1024 * 1024, small: 1024 * 1024 }

/**
 * Yields the rows of the first visible sheet as they are unpacked: twenty thousand rows are never in memory together.
 * Numbers come as people would type them, formulas as their last result, days as their serial number, which the reader of a
 * column of days converts. Throws `UnreadableTable`.
 * Layout: ECMA-376 part 1, sections 18.2 to 18.4.
 */
export async function* readXlsx(bytes: Buffer): AsyncGenerator<TableRow> {
  try {
    const sheet = await firstSheet(bytes)
    const count = elementCounter()
    const shared = await sharedTexts(bytes, count)
    yield* rowsOf(bytes, sheet, { shared, count })
  } catch (error) {
    throw explainError(error)
  }
}

/** Largest number of elements per cell: itself, its text or formula, and their parents. */
const elementsOfCell = 4

/** Returns a counter of elements that throws `UnreadableTable` when there are more than the largest table has. */
function elementCounter(): () => void {
  let elements = 0
  return () => {
    elements += 1
    if (elements > tableBounds.cells * elementsOfCell) throw new UnreadableTable('too-many-cells')
  }
}

function explainError(error: unknown): unknown {
  if (error instanceof UnreadableTable) return error
  if (error instanceof TooLarge) return new UnreadableTable('too-large', null, { cause: error })
  const damaged = error instanceof DamagedZip || error instanceof DamagedXml
  return damaged ? new UnreadableTable('damaged', null, { cause: error }) : error
}

async function firstSheet(bytes: Buffer): Promise<string> {
  let id: string | undefined
  await scan(bytes, 'xl/workbook.xml', (name, attributes) => {
    if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) throw new UnreadableTable('old-dates')
    if (name === 'sheet' && (attributes['state'] ?? 'visible') === 'visible') id ??= relationIn(attributes)
  })
  let target: string | undefined
  await scan(bytes, 'xl/_rels/workbook.xml.rels', (name, attributes) => {
    if (name === 'Relationship' && attributes['Id'] === id) target = attributes['Target']
  })
  if (!id || !target) throw new UnreadableTable('no-sheet')
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

/** Returns the attribute `r:id`, whatever its prefix is. */
const relationIn = (attributes: Attributes): string | undefined =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]

async function scan(bytes: Buffer, part: string, open: (name: string, attributes: Attributes) => void): Promise<void> {
  const chunks = await unpackEntry(bytes, part, bounds.small)
  if (!chunks) throw new UnreadableTable('no-sheet')
  const scanner = xmlScanner({ open, close: () => undefined, text: () => undefined })
  for await (const text of decodeChunks(chunks)) scanner.push(text)
  scanner.end()
}

async function* decodeChunks(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const breathe = eventLoopPause()
  for await (const chunk of chunks) {
    yield decoder.decode(chunk, { stream: true })
    // Unpacked data are available at once: without a pause nothing else could run until the end.
    await breathe()
  }
}

async function sharedTexts(bytes: Buffer, count: () => void): Promise<string[]> {
  const texts: string[] = []
  const chunks = await unpackEntry(bytes, 'xl/sharedStrings.xml', bounds.texts)
  if (!chunks) return texts
  const text = textCollector()
  const scanner = xmlScanner({
    open(name) {
      count()
      text.open(name)
    },
    close(name) {
      text.close(name)
      if (name === 'si') texts.push(text.take())
    },
    text: text.text,
  })
  for await (const piece of decodeChunks(chunks)) scanner.push(piece)
  scanner.end()
  return texts
}

/** Joins a text from its runs, without phonetic hints (`rPh`). */
function textCollector() {
  let collected = ''
  let inside = false
  let phonetic = false

  const open = (name: string): void => {
    if (name === 'rPh') phonetic = true
    if (name === 't' || name === 'v') inside = !phonetic
  }
  const close = (name: string): void => {
    if (name === 'rPh') phonetic = false
    if (name === 't' || name === 'v') inside = false
  }
  const text = (more: string): void => {
    if (inside && collected.length < tableBounds.cellLength) collected += more
  }
  const take = (): string => {
    const taken = collected.slice(0, tableBounds.cellLength)
    collected = ''
    return unescapedText(taken)
  }
  return { open, close, text, take }
}

/** Decodes `_x000D_`: characters that XML does not allow (ECMA-376 part 1, 22.9.2.19). */
const unescapedText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text

type Reading = { shared: readonly string[]; count: () => void }

async function* rowsOf(bytes: Buffer, sheet: string, reading: Reading): AsyncGenerator<TableRow> {
  const chunks = await unpackEntry(bytes, sheet, bounds.sheet)
  if (!chunks) throw new UnreadableTable('no-sheet')
  const reader = sheetReader(reading)
  for await (const piece of decodeChunks(chunks)) {
    reader.push(piece)
    yield* reader.take()
  }
  reader.end()
}

function sheetReader({ shared, count }: Reading) {
  let done: TableRow[] = []
  let cells = 0
  let current: TableRow = { row: 0, cells: [] }
  let cell = { column: 0, type: '' }
  const text = textCollector()

  const open = (name: string, attributes: Attributes): void => {
    count()
    if (name === 'row') {
      current = { row: rowAfter(current.row, attributes['r']), cells: [] }
      cell = { column: -1, type: '' }
    } else if (name === 'c') {
      if ((cells += 1) > tableBounds.cells) throw new UnreadableTable('too-many-cells')
      const place = attributes['r']
      cell = { column: place ? columnOf(place) : cell.column + 1, type: attributes['t'] ?? 'n' }
    } else text.open(name)
  }
  const close = (name: string): void => {
    if (name === 'row') done.push(current)
    else if (name === 'c') put(text.take())
    else text.close(name)
  }

  function put(raw: string): void {
    if (cell.column >= maxColumns) return
    while (current.cells.length < cell.column) current.cells.push('')
    current.cells[cell.column] = cell.type === 's' ? (shared[Number(raw)] ?? '') : cell.type === 'n' ? plain(raw) : raw
  }

  const { push, end } = xmlScanner({ open, close, text: text.text })
  return {
    push,
    end,
    take(): TableRow[] {
      const taken = done
      done = []
      return taken
    },
  }
}

/** Returns the number of a row, which must be higher than that of the row before. Throws `UnreadableTable`. */
function rowAfter(before: number, stated: string | undefined): number {
  if (stated === undefined) return before + 1
  const row = Number(stated)
  if (!Number.isSafeInteger(row) || row <= before) throw new UnreadableTable('damaged')
  return row
}

/** Returns `45.1` where the file has `45.100000000000001`, as Excel stores numbers with digits it does not show. */
function plain(raw: string): string {
  const number = Number(raw)
  return raw === '' || Number.isNaN(number) ? raw : String(Number(number.toPrecision(15)))
}

/** Returns the column of a cell, counted from 0: `AB12` is 27. */
function columnOf(place: string): number {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(place)?.[0] ?? 'A') column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
