import mongoose from 'mongoose'
import { ImportRowModel, type PremisesImport, PremisesImportModel } from '#models/transfer/premises-import.ts'
import { recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { locales } from '#shared/texts/i18n.ts'
import { no } from '#shared/verdict.ts'
import type { AuditTrail } from '../listings/filing.ts'
import { checkRows, type NewRow, type ReadRow, storeRows, toStoredRow } from './checking/checking.ts'
import { outcomeOf, type RowOutcome } from './checking/outcomes.ts'
import { findPlaceWarnings } from './checking/place-warnings.ts'
import type { Complaint } from './table/cell-complaints.ts'
import { type CheckedRow, withColumnIndex } from './checking/row-check.ts'
import { notLocked, createImportLocks } from './import-lock.ts'
import { createImportUndoer } from './undoing.ts'
import { createRowWriter } from './table/writing.ts'

/** Row as a program sent it. `odd`: complaints about values that no cell can have. */
export type SentRow = ReadRow & { odd: Complaint[] }
export type Batch = {
  rows: SentRow[]
  dryRun: boolean
  /** Whether to write all or nothing. Otherwise the valid rows are written. */
  whole: boolean
  /** Idempotency key; null when none was sent. `hash` is the hash of what was sent. */
  key: string | null
  hash: string
  /** Size in bytes. */
  size: number
}
/** The program and the colleague it acts for. */
export type ProgramSender = {
  by: PremisesImport['by']
  buildings: readonly string[] | null
  token: { id: string; name: string }
  /** Whether the program may mark a text as reviewed. */
  mayReview: boolean
}
type Refusal = 'bad' | 'buildings' | 'changed' | 'other' | 'busy'
export type Received =
  | { ok: true; import: string | null; rows: RowOutcome[] }
  | { ok: false; reason: Refusal; rows: RowOutcome[]; code: string }

/** Milliseconds after which a process that was receiving is taken to be dead. */
const maxReceivingMs = 60_000

/**
 * Receives imports that programs send in one request. Checking and writing are the same as for files. Once all rows are
 * stored, the receiving process writes the import, or the worker after a kill. A repeated request is answered from the
 * stored import.
 */
export function createBatchReceiver({ clock, trail }: { clock: Clock; trail: AuditTrail }) {
  const turns = createImportLocks(clock)
  const { write } = createRowWriter({ clock })
  const { undo } = createImportUndoer({ clock, trail })

  async function receive(batch: Batch, from: ProgramSender): Promise<Received> {
    const existing = batch.key === null ? null : await findEarlierImport(from.token.id, batch.key)
    if (existing && !(await isAbandoned(existing, clock.now()))) return repeatAnswer(existing, batch.hash)
    const checked = await checkBatch(batch.rows, from)
    const import_ = { _id: new mongoose.Types.ObjectId(), mapping: [] }
    const rows = await withWarnings(checked.map(({ row, result }) => toStoredRow(import_, row, result)))
    if (batch.dryRun) return { ok: true, import: null, rows: rows.map(row => outcomeOf(row, 'would')) }
    const reason = batch.whole ? refusalOf(rows) : null
    if (reason) return refusedResult(reason, rows)
    return storeBatch(import_._id, { batch, from, rows })
  }

  type CheckedBatch = { batch: Batch; from: ProgramSender; rows: NewRow[] }

  async function storeBatch(_id: mongoose.Types.ObjectId, { batch, from, rows }: CheckedBatch): Promise<Received> {
    try {
      await PremisesImportModel.create(toImportRecord(_id, batch, from, clock.now()))
    } catch (error) {
      const twin = isDuplicateKey(error) && batch.key !== null
      const existing = twin ? await findEarlierImport(from.token.id, batch.key ?? '') : null
      if (existing) return repeatAnswer(existing, batch.hash)
      throw error
    }
    await storeRows(rows)
    const taken = await turns.takeReceived(_id)
    if (!taken) return { ...no('busy'), rows: [], code: '' }
    await write(taken.one, taken.turn, () => false)
    const over = await finishUndoing(_id)
    const { counts } = over
    recordAudit({
      action: 'import.received',
      subject: { kind: 'import', id: _id.toHexString() },
      changes: [{ field: 'counts', before: null, after: counts }],
    })
    return readAnswer(over)
  }

  /**
   * Undoes the whole import when one row could not be written: here, or by the worker if that was faster. Returns the import
   * as it is then.
   */
  async function finishUndoing(_id: mongoose.Types.ObjectId): Promise<PremisesImport> {
    const taken = await turns.take({ _id })
    if (taken?.one.state === 'undoing') await undo(taken.one, taken.turn, () => false)
    return PremisesImportModel.findById(_id).orFail().lean<PremisesImport>()
  }

  return { receive }
}

/**
 * Removes an import whose receiving never finished, and returns true; else returns false. Nothing of it was written, so it
 * may be sent again.
 */
async function isAbandoned({ _id, state, at }: PremisesImport, now: Date): Promise<boolean> {
  if (state !== 'receiving' || now.getTime() - at.getTime() < maxReceivingMs) return false
  const { deletedCount } = await PremisesImportModel.deleteOne({ _id, state: 'receiving' })
  if (deletedCount > 0) await ImportRowModel.deleteMany({ import: _id })
  return deletedCount > 0
}

const findEarlierImport = (token: string, key: string): Promise<PremisesImport | null> =>
  PremisesImportModel.findOne({ 'source.token': token, 'source.key': key }).lean<PremisesImport>()

function toImportRecord(_id: mongoose.Types.ObjectId, batch: Batch, from: ProgramSender, now: Date) {
  const { key, hash, whole, size } = batch
  return {
    _id,
    by: from.by,
    at: now,
    checkedAt: now,
    buildings: from.buildings && [...from.buildings],
    file: { id: new mongoose.Types.ObjectId(), name: from.token.name, extension: 'json' as const, size },
    source: { token: from.token.id, key, hash },
    csv: null,
    headings: [],
    samples: [],
    signature: 'sent',
    mapping: [],
    state: 'receiving' as const,
    whole,
    rows: batch.rows.length,
    turn: notLocked,
  }
}

async function checkBatch(rows: readonly SentRow[], { buildings, mayReview }: ProgramSender) {
  const results = await checkRows(rows, new Map(), buildings)
  return results.map(({ row, result }, index) => {
    const odd = [...(rows[index]?.odd ?? []), ...(mayReview ? [] : reviewComplaints(result))]
    return { row, result: odd.length === 0 ? result : withComplaints(result, odd) }
  })
}

async function withWarnings(rows: NewRow[]): Promise<NewRow[]> {
  const byRow = new Map<number, NewRow['warnings']>()
  for await (const warned of findPlaceWarnings(rows))
    for (const { row, warnings } of warned)
      byRow.set(
        row,
        warnings.map(warning => withColumnIndex(warning, [])),
      )
  return rows.map(row => ({ ...row, warnings: byRow.get(row.row) ?? [] }))
}

function withComplaints(result: CheckedRow, odd: Complaint[]): CheckedRow {
  const complaints = result.kind === 'bad' ? result.complaints : []
  return { kind: 'bad', code: result.code, complaints: [...odd, ...complaints] }
}

/** Returns complaints about marks "reviewed" that the row sets where there was none. */
function reviewComplaints(result: CheckedRow): Complaint[] {
  if (result.kind !== 'change' && result.kind !== 'create') return []
  const before = result.kind === 'change' ? result.before.reviewed : undefined
  return locales
    .filter(locale => result.facts.reviewed?.[locale] && !before?.[locale])
    .map(locale => ({ field: `reviewed.${locale}`, value: '', code: 'access.wrong.review' }))
}

function refusalOf(rows: readonly NewRow[]): Refusal | null {
  const bad = rows.filter(({ kind }) => kind === 'bad')
  if (bad.length === 0) return null
  const isForeign = bad.some(({ complaints }) => complaints.some(({ code }) => code === 'transfer.wrong.not-yours'))
  return isForeign ? 'buildings' : 'bad'
}

const refusedResult = (reason: Refusal, rows: readonly NewRow[], code = ''): Received => ({
  ...no(reason),
  rows: rows.map(row => outcomeOf(row, 'refused')),
  code,
})

/** Answers a repeated request as before. Refuses another request with the same key. */
async function repeatAnswer(existing: PremisesImport, hash: string): Promise<Received> {
  if (existing.source?.hash !== hash) return { ...no('other'), rows: [], code: '' }
  const isOver = existing.state === 'written' || existing.state === 'undone'
  return isOver ? readAnswer(existing) : { ...no('busy'), rows: [], code: '' }
}

async function readAnswer({ _id, failure }: PremisesImport): Promise<Received> {
  const rows = await ImportRowModel.find({ import: _id }).sort({ row: 1 }).lean<NewRow[]>()
  if (failure) return refusedResult('changed', rows, String(failure.gaps?.['code'] ?? ''))
  return { ok: true, import: _id.toHexString(), rows: rows.map(row => outcomeOf(row, 'done')) }
}
