import { trusted } from 'mongoose'
import { type ImportRow, ImportRowModel, type PremisesImport } from '#models/transfer/premises-import.ts'
import type { FileStore } from '#outside/files/files.ts'
import type { TableRow } from '#outside/tables/table.ts'
import { eventLoopPause } from '#shared/event-loop-pause.ts'
import type { Clock } from '#outside/clock.ts'
import { type Column, isColumn } from '../table/columns.ts'
import { countsOf } from '../table/counts.ts'
import { readRows, sourceOf } from '../table/reading.ts'
import type { RowCells } from '../table/cell-complaints.ts'
import type { ImportLock } from '../import-lock.ts'
import { storePlaceWarnings } from './place-warnings.ts'
import { checkRow, type CheckedRow, codeOfRow, withColumnIndex } from './row-check.ts'
import { readStreet } from './street.ts'

/** Number of rows checked and stored together. */
const batchRows = 200

type Deps = { clock: Clock; files: FileStore }
export type ReadRow = { row: number; cells: RowCells }
export type NewRow = Omit<ImportRow, '_id'>

/**
 * Performs the dry run: checks each row by the rules of the form and stores it with the values to write and the values
 * before. Does not change the catalogue. Resumes after the last stored row.
 */
export function createImportChecker({ clock, files }: Deps) {
  async function check(one: PremisesImport, lock: ImportLock, stopped: () => boolean): Promise<void> {
    await ImportRowModel.deleteMany({ import: one._id, row: trusted({ $gt: one.cursor }) })
    const firstRows = await findFirstRows(one)
    let { rows } = one
    for await (const batch of batchesOf(dataRows(one))) {
      await storeRows(await checkBatch(one, batch, firstRows))
      rows += batch.length
      await lock.keep({ cursor: batch.at(-1)?.row ?? one.cursor, rows })
      if (stopped()) return
    }
    if (!(await storePlaceWarnings(one, lock, stopped))) return
    await lock.end({ state: 'checked', checkedAt: clock.now(), counts: await countsOf(one._id) })
  }

  /** Yields the rows below the headings that have not been checked yet. */
  async function* dataRows(one: PremisesImport): AsyncGenerator<ReadRow> {
    let headings = true
    for await (const row of readRows(files, sourceOf(one))) {
      if (!headings && row.row > one.cursor) yield { row: row.row, cells: cellsOf(row, one.mapping) }
      headings = false
    }
  }

  return { check }
}

/** Stores rows as they are. They are complete: to validate them again would take longer than to store them. */
export async function storeRows(rows: readonly NewRow[]): Promise<void> {
  if (rows.length > 0) await ImportRowModel.collection.insertMany(rows, { ignoreUndefined: true })
}

/** Returns the row in which each code was first seen, including rows checked before a restart. */
async function findFirstRows({ _id, cursor }: PremisesImport): Promise<Map<string, number>> {
  if (cursor === 0) return new Map()
  const earlierRows = await ImportRowModel.find({ import: _id }, { code: 1, row: 1 })
    .sort({ row: 1 })
    .lean<ImportRow[]>()
  return new Map(earlierRows.toReversed().map(({ code, row }) => [code, row]))
}

async function checkBatch(one: PremisesImport, batch: ReadRow[], firstRows: Map<string, number>): Promise<NewRow[]> {
  const results = await checkRows(batch, firstRows, one.buildings)
  return results.map(({ row, result }) => toStoredRow(one, row, result))
}

/** Checks rows. A code may occur only once; `firstRows` maps each code to its first row. */
export async function checkRows(
  batch: readonly ReadRow[],
  firstRows: Map<string, number>,
  allowed: readonly string[] | null,
): Promise<{ row: number; result: CheckedRow }[]> {
  const codes = batch.flatMap(({ cells }) => codeOfRow(cells) ?? [])
  const street = await readStreet(codes, allowed)
  const results: { row: number; result: CheckedRow }[] = []
  const breathe = eventLoopPause()
  for (const { row, cells } of batch) {
    const code = codeOfRow(cells)
    const earlier = code === null ? undefined : firstRows.get(code)
    if (code !== null && earlier === undefined) firstRows.set(code, row)
    results.push({ row, result: earlier === undefined ? checkRow(cells, street) : duplicateRow(cells, earlier) })
    // Checking a row of very long texts takes milliseconds, so other work gets a turn.
    await breathe()
  }
  return results
}

function duplicateRow(cells: RowCells, row: number): CheckedRow {
  const complaint = {
    field: 'code' as const,
    value: cells.get('code') ?? '',
    code: 'transfer.wrong.twice',
    gaps: { row },
  }
  return { kind: 'bad', code: '', complaints: [complaint] }
}

/** Returns a row as it is stored: waiting to be written; wrong and unchanged rows are `skipped` and only listed. */
export function toStoredRow(
  { _id, mapping }: Pick<PremisesImport, '_id' | 'mapping'>,
  row: number,
  result: CheckedRow,
): NewRow {
  const none = { version: null, facts: null, before: null, unread: false, complaints: [], warnings: [], reason: null }
  const common = { ...none, import: _id, row, code: result.code, kind: result.kind, state: 'waiting' as const }
  switch (result.kind) {
    case 'bad':
      return { ...common, state: 'skipped', complaints: result.complaints.map(one => withColumnIndex(one, mapping)) }
    case 'same':
      return { ...common, state: 'skipped' }
    case 'change':
      return {
        ...common,
        version: result.version,
        facts: result.facts,
        before: result.before,
        unread: result.unread,
      }
    case 'create':
      return { ...common, facts: { ...result.facts, building: result.building.code } }
  }
}

function cellsOf({ cells }: TableRow, mapping: readonly string[]): RowCells {
  const found = new Map<Column, string>()
  for (const [index, column] of mapping.entries()) if (isColumn(column)) found.set(column, cells[index] ?? '')
  return found
}

async function* batchesOf(rows: AsyncIterable<ReadRow>): AsyncGenerator<ReadRow[]> {
  let batch: ReadRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < batchRows) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
