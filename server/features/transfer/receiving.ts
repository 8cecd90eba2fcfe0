import mongoose from 'mongoose'
import { ImportRowModel, type PremisesImport, PremisesImportModel } from '#models/transfer/premises-import.ts'
import { recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { locales } from '#shared/texts/i18n.ts'
import { no } from '#shared/verdict.ts'
import type { Trail } from '../listings/filing.ts'
import { checkedRows, type NewRow, type Read, storedRow } from './checking/checking.ts'
import { outcomeOf, type RowOutcome } from './checking/outcomes.ts'
import { placeWarnings } from './checking/place-warnings.ts'
import type { Complaint } from './table/cell-complaints.ts'
import { type CheckedRow, placed } from './checking/row-check.ts'
import { notLocked, importLocks } from './import-lock.ts'
import { undoingOf } from './undoing.ts'
import { writingOf } from './table/writing.ts'

/** Row as a program sent it. `odd`: complaints about values that no cell can have. */
export type SentRow = Read & { odd: Complaint[] }
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
export type Sending = {
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
const patienceMs = 60_000

/**
 * Receives imports that programs send in one request. Checking and writing are the same as for files. Once all rows are
 * stored, the receiving process writes the import, or the worker after a kill. A repeated request is answered from the
 * stored import.
 */
export function receivingOf({ clock, trail }: { clock: Clock; trail: Trail }) {
  const turns = importLocks(clock)
  const { write } = writingOf({ clock })
  const { undo } = undoingOf({ clock, trail })

  async function receive(batch: Batch, from: Sending): Promise<Received> {
    const known = batch.key === null ? null : await sentBefore(from.token.id, batch.key)
    if (known && !(await isAbandoned(known, clock.now()))) return answerAgain(known, batch.hash)
    const checked = await judged(batch.rows, from)
    const import_ = { _id: new mongoose.Types.ObjectId(), mapping: [] }
    const rows = await withWarnings(checked.map(({ row, result }) => storedRow(import_, row, result)))
    if (batch.dryRun) return { ok: true, import: null, rows: rows.map(row => outcomeOf(row, 'would')) }
    const reason = batch.whole ? refusalOf(rows) : null
    if (reason) return refused(reason, rows)
    return keep(import_._id, { batch, from, rows })
  }

  type Kept = { batch: Batch; from: Sending; rows: NewRow[] }

  async function keep(_id: mongoose.Types.ObjectId, { batch, from, rows }: Kept): Promise<Received> {
    try {
      await PremisesImportModel.create(recordOf(_id, batch, from, clock.now()))
    } catch (error) {
      const twin = isDuplicateKey(error) && batch.key !== null
      const known = twin ? await sentBefore(from.token.id, batch.key ?? '') : null
      if (known) return answerAgain(known, batch.hash)
      throw error
    }
    await ImportRowModel.insertMany(rows)
    const taken = await turns.takeReceived(_id)
    if (!taken) return { ...no('busy'), rows: [], code: '' }
    await write(taken.one, taken.turn, () => false)
    const over = await takenBack(_id)
    const { counts } = over
    recordAudit({
      action: 'import.received',
      subject: { kind: 'import', id: _id.toHexString() },
      changes: [{ field: 'counts', before: null, after: counts }],
    })
    return answerOf(over)
  }

  /**
   * Undoes the whole import when one row could not be written: here, or by the worker if that was faster. Returns the import
   * as it is then.
   */
  async function takenBack(_id: mongoose.Types.ObjectId): Promise<PremisesImport> {
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
  if (state !== 'receiving' || now.getTime() - at.getTime() < patienceMs) return false
  const { deletedCount } = await PremisesImportModel.deleteOne({ _id, state: 'receiving' })
  if (deletedCount > 0) await ImportRowModel.deleteMany({ import: _id })
  return deletedCount > 0
}

const sentBefore = (token: string, key: string): Promise<PremisesImport | null> =>
  PremisesImportModel.findOne({ 'source.token': token, 'source.key': key }).lean<PremisesImport>()

function recordOf(_id: mongoose.Types.ObjectId, batch: Batch, from: Sending, now: Date) {
  const { key, hash, whole, size } = batch
  return {
    ...{ _id, by: from.by, at: now, checkedAt: now, buildings: from.buildings && [...from.buildings] },
    file: { id: new mongoose.Types.ObjectId(), name: from.token.name, extension: 'json' as const, size },
    source: { token: from.token.id, key, hash },
    ...{ csv: null, headings: [], samples: [], signature: 'sent', mapping: [] },
    ...{ state: 'receiving' as const, whole, rows: batch.rows.length, turn: notLocked },
  }
}

async function judged(rows: readonly SentRow[], { buildings, mayReview }: Sending) {
  const results = await checkedRows(rows, new Map(), buildings)
  return results.map(({ row, result }, index) => {
    const odd = [...(rows[index]?.odd ?? []), ...(mayReview ? [] : givenReviews(result))]
    return { row, result: odd.length === 0 ? result : spoiled(result, odd) }
  })
}

async function withWarnings(rows: NewRow[]): Promise<NewRow[]> {
  const byRow = new Map<number, NewRow['warnings']>()
  for await (const warned of placeWarnings(rows))
    for (const { row, warnings } of warned)
      byRow.set(
        row,
        warnings.map(warning => placed(warning, [])),
      )
  return rows.map(row => ({ ...row, warnings: byRow.get(row.row) ?? [] }))
}

function spoiled(result: CheckedRow, odd: Complaint[]): CheckedRow {
  const complaints = result.kind === 'bad' ? result.complaints : []
  return { kind: 'bad', code: result.code, complaints: [...odd, ...complaints] }
}

/** Returns complaints about marks "reviewed" that the row sets where there was none. */
function givenReviews(result: CheckedRow): Complaint[] {
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

const refused = (reason: Refusal, rows: readonly NewRow[], code = ''): Received => ({
  ...no(reason),
  rows: rows.map(row => outcomeOf(row, 'refused')),
  code,
})

/** Answers a repeated request as before. Refuses another request with the same key. */
async function answerAgain(known: PremisesImport, hash: string): Promise<Received> {
  if (known.source?.hash !== hash) return { ...no('other'), rows: [], code: '' }
  const isOver = known.state === 'written' || known.state === 'undone'
  return isOver ? answerOf(known) : { ...no('busy'), rows: [], code: '' }
}

async function answerOf({ _id, failure }: PremisesImport): Promise<Received> {
  const rows = await ImportRowModel.find({ import: _id }).sort({ row: 1 }).lean<NewRow[]>()
  if (failure) return refused('changed', rows, String(failure.gaps?.['code'] ?? ''))
  return { ok: true, import: _id.toHexString(), rows: rows.map(row => outcomeOf(row, 'done')) }
}
