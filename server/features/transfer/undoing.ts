import mongoose from 'mongoose'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { type ImportRow, ImportRowModel, type PremisesImport } from '#models/transfer/premises-import.ts'
import type { Clock } from '#outside/clock.ts'
import type { PremisesVersion } from '#models/listings/premises-version.ts'
import { changeCatalogue, renewCatalogue } from '../premises/catalogue.ts'
import { createVersionFiler, type AuditTrail, type UnfiledPremises } from '../listings/filing.ts'
import type { ListingFacts } from '../premises/listing/listing-facts.ts'
import { derivedOf } from '../premises/rules.ts'
import { storeTexts } from '../premises/text/texts.ts'
import { countsOf, createPacedCounts } from './table/counts.ts'
import { findPremises } from './checking/street.ts'
import type { ImportLock } from './import-lock.ts'
import { historyOfChange, type Stamp, writeAll } from './table/writing.ts'

const batchRows = 100
const undoneKind = 'import-undone'

/**
 * Undoes an import. Premises unchanged since the import get their former values, and drafts that it made are removed. Other
 * premises stay as they are. Each is one write, guarded by the version that the import wrote. Idempotent. The audit trail
 * records each removed draft once, under its code and in the name of the person who undoes the import.
 */
export function createImportUndoer({ clock, trail }: { clock: Clock; trail: AuditTrail }) {
  const { fileLast } = createVersionFiler({ clock, trail })

  async function undo(one: PremisesImport, lock: ImportLock, stopped: () => boolean): Promise<void> {
    const progress = createPacedCounts(one._id)
    for (;;) {
      const rows = await findWrittenRows(one)
      if (rows.length === 0) break
      await undoRows(one, rows)
      await lock.keep(await progress())
      if (stopped()) return
    }
    // The import is over, so rows that never were written no longer wait.
    await ImportRowModel.updateMany({ import: one._id, state: 'waiting' }, { $set: { state: 'skipped' } })
    // Other processes pick up changed premises but not removed ones, so the catalogue is renewed.
    if (one.counts.create > 0) await renewCatalogue()
    await lock.end({ state: 'undone', undoneAt: clock.now(), counts: await countsOf(one._id) })
  }

  async function undoRows(one: PremisesImport, rows: ImportRow[]): Promise<void> {
    const stamp = { at: clock.now(), by: one.undoneBy ?? one.by, import: one._id }
    const changes = rows.filter(({ kind }) => kind === 'change')
    const creations = rows.filter(({ kind }) => kind === 'create').map(({ code }) => code)
    const current = new Map((await findPremises(changes.map(({ code }) => code))).map(found => [found.code, found]))
    const described = changes.flatMap(row => toRestoredRow(row, current.get(row.code)) ?? [])
    await storeTexts(described.map(({ premises }) => premises))
    // The entry about the creation is still in the draft and would be deleted with it.
    await fileLast(await findUnfiled(creations))
    await changeCatalogue(revision =>
      writeAll([
        ...described.map(found => restoreWrite(found, stamp, revision)),
        ...creations.map(code => removalWrite(code, one._id)),
      ]),
    )
    const still = await findRemainingEvents(one, rows)
    await fileLast(rows.filter(row => isGone(row, still)).map(row => removalEntry(row, stamp)))
    await markRows(one, rows, still)
  }

  return { undo }
}

const findWrittenRows = ({ _id }: PremisesImport) =>
  ImportRowModel.find({ import: _id, state: 'written' }).sort({ row: 1 }).limit(batchRows).lean<ImportRow[]>()

/** Returns the version that the import wrote, which follows the checked one. */
const writtenVersion = ({ version }: ImportRow): number => (version ?? -1) + 1

function toRestoredRow(row: ImportRow, current: Premises | undefined) {
  if (current?.version !== writtenVersion(row)) return null
  return { row, current, premises: { ...current, ...(row.before as Partial<ListingFacts>) } }
}

type RestoredRow = NonNullable<ReturnType<typeof toRestoredRow>>

function restoreWrite({ row, current, premises }: RestoredRow, stamp: Stamp, revision: number) {
  const push = historyOfChange(current, premises, { ...stamp, kind: undoneKind, brief: '' })
  const set = { ...(row.before as Partial<ListingFacts>), ...derivedOf(premises), revision }
  return {
    updateOne: {
      filter: { code: row.code, version: writtenVersion(row) },
      update: { $set: set, $inc: { version: 1 }, $push: push },
    },
  }
}

/** Returns the write that removes a draft still as the import made it. */
const removalWrite = (code: string, id: mongoose.Types.ObjectId) => ({
  deleteOne: { filter: { code, version: 0, status: 'draft' as const, 'events.import': id } },
})

async function findUnfiled(codes: readonly string[]): Promise<PremisesVersion[]> {
  const filter = { code: mongoose.trusted({ $in: [...codes] }), status: 'draft' as const, version: 0 }
  const found = await PremisesModel.find(filter, { code: 1, unfiled: 1 }).lean<UnfiledPremises[]>()
  return found.flatMap(({ code, unfiled = [] }) => unfiled.map(entry => ({ ...entry, code })))
}

/**
 * Returns the last history entry of a removed draft. It has the id of the import row, so that a repetition makes the same
 * entry.
 */
const removalEntry = ({ _id, code }: ImportRow, { at, by, import: id }: Stamp): PremisesVersion => ({
  _id,
  code,
  at,
  kind: 'removed',
  by: new mongoose.Types.ObjectId(by.id),
  byName: by.name,
  note: '',
  version: null,
  changes: [],
  cause: {
    kind: 'import',
    id,
    role: by.role,
    ...(by.via && { via: by.via }),
    status: { field: 'status', before: 'draft', after: '' },
  },
})

type RemainingEvents = ReadonlyMap<string, Premises['events']>
const isGone = ({ code, kind }: ImportRow, still: RemainingEvents): boolean => kind === 'create' && !still.has(code)

async function findRemainingEvents({ _id }: PremisesImport, rows: ImportRow[]): Promise<RemainingEvents> {
  const codes = rows.map(({ code }) => code)
  const filter = { code: mongoose.trusted({ $in: codes }), 'events.import': _id }
  const found = await PremisesModel.find(filter, { code: 1, events: 1 }).lean<Pick<Premises, 'code' | 'events'>[]>()
  return new Map(found.map(({ code, events }) => [code, events]))
}

async function markRows({ _id }: PremisesImport, rows: ImportRow[], still: RemainingEvents): Promise<void> {
  const isTakenBack = ({ code }: ImportRow): boolean =>
    still.get(code)?.some(event => event.kind === undoneKind && event.import?.equals(_id)) ?? false
  const isUndone = (row: ImportRow): boolean => (row.kind === 'create' ? isGone(row, still) : isTakenBack(row))
  await setState(rows.filter(isUndone), { state: 'undone' })
  await setState(
    rows.filter(row => !isUndone(row)),
    { state: 'left', reason: 'transfer.left.changed' },
  )
}

async function setState(rows: ImportRow[], fields: Partial<ImportRow>): Promise<void> {
  if (rows.length === 0) return
  await ImportRowModel.updateMany({ _id: mongoose.trusted({ $in: rows.map(({ _id }) => _id) }) }, { $set: fields })
}
