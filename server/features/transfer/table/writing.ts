import mongoose from 'mongoose'
import type { Building } from '#models/premises/building.ts'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { type ImportRow, ImportRowModel, type PremisesImport } from '#models/transfer/premises-import.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import { changesOf, createEventPush } from '#features/premises/listing/recording.ts'
import { derivedOf } from '#features/premises/rules.ts'
import { storeTexts } from '#features/premises/text/texts.ts'
import { readStreet } from '../checking/street.ts'
import type { Street } from '../checking/row-check.ts'
import type { ImportLock } from '../import-lock.ts'
import { countsOf, createPacedCounts } from './counts.ts'

const batchRows = 100

type Write = Parameters<typeof PremisesModel.bulkWrite>[0][number]
/** Kind of the history entry: imported from a colleague's file, or sent by a program. */
type HistoryStamp = Stamp & { kind: 'imported' | 'sent-by-program' }
type PreparedWrite = { write: (revision: number) => Write; described: Parameters<typeof storeTexts>[0][number] }
export type Stamp = { at: Date; by: PremisesImport['by']; import: mongoose.Types.ObjectId }

/**
 * Writes the rows that the dry run found valid. Each premises is one atomic write with its event, guarded by the version
 * that was checked. New premises are guarded by the unique index on the code. The event names the import, so that a process
 * taking over after a kill finds what has been written.
 */
export function createRowWriter({ clock }: { clock: Clock }) {
  async function write(one: PremisesImport, lock: ImportLock, stopped: () => boolean): Promise<void> {
    const progress = createPacedCounts(one._id)
    for (;;) {
      const rows = await findWaitingRows(one)
      if (rows.length === 0) break
      const lost = await writeRows(one, rows)
      if (one.whole && lost) {
        await lock.end({
          state: 'undoing',
          counts: await countsOf(one._id),
          failure: { code: 'transfer.failed.changed', gaps: { code: lost.code } },
        })
        return
      }
      await lock.keep(await progress())
      if (stopped()) return
    }
    await lock.end({ state: 'written', writtenAt: clock.now(), counts: await countsOf(one._id) })
  }

  /** Returns the first row that could not be written because of a concurrent change; null when there is none. */
  async function writeRows(one: PremisesImport, rows: ImportRow[]): Promise<ImportRow | null> {
    const codes = rows.map(({ code }) => code)
    const street = await readStreet(codes, null)
    const kind = one.source ? ('sent-by-program' as const) : ('imported' as const)
    const stamp = { at: clock.now(), by: one.by, import: one._id, kind }
    const prepared = rows.flatMap(row => prepareWrite(row, street, stamp) ?? [])
    await storeTexts(prepared.map(({ described }) => described))
    await changeCatalogue(revision => writeAll(prepared.map(({ write }) => write(revision))))
    const written = await findWrittenCodes(one._id, codes)
    const lost = rows.filter(({ code }) => !written.has(code))
    await markWritten(rows.filter(({ code }) => written.has(code)))
    for (const row of lost) await markSkipped(row, street)
    return lost[0] ?? null
  }

  return { write }
}

const findWaitingRows = ({ _id }: PremisesImport) =>
  ImportRowModel.find({ import: _id, state: 'waiting' }).sort({ row: 1 }).limit(batchRows).lean<ImportRow[]>()

function prepareWrite(row: ImportRow, street: Street, stamp: HistoryStamp): PreparedWrite | null {
  const before = street.premises.get(row.code)
  if (row.kind === 'change') return before ? prepareChange(row, before, stamp) : null
  const building = street.buildings.get(String(row.facts?.['building']))
  // A premises that exists already was made by somebody else or was written before a kill.
  return building && !before ? prepareCreation(row, building, stamp) : null
}

function prepareChange(row: ImportRow, before: Premises, stamp: HistoryStamp): PreparedWrite {
  const facts = row.facts as Partial<ListingFacts>
  const described = { ...before, ...facts }
  const brief = Object.keys(facts).join(' ')
  const push = historyOfChange(before, described, { ...stamp, brief })
  return {
    described,
    write: revision => ({
      updateOne: {
        filter: { code: row.code, version: row.version ?? -1 },
        update: { $set: { ...facts, ...derivedOf(described), revision }, $inc: { version: 1 }, $push: push },
      },
    }),
  }
}

/** Returns the history entry of a change that an import made. */
export function historyOfChange(before: Premises, after: Premises, act: Stamp & { kind: string; brief: string }) {
  const changes = changesOf(before, after)
  return createEventPush(act, { version: before.version + 1, changes, brief: act.brief, import: act.import })
}

function prepareCreation(row: ImportRow, building: Building, stamp: Stamp): PreparedWrite {
  const facts = { ...row.facts, building: building._id } as unknown as ListingFacts
  const identity = { code: row.code, building: building._id, buildingCode: building.code, zone: building.zone }
  const described = { ...facts, ...identity }
  const { events, unfiled } = createEventPush({ ...stamp, kind: 'created' }, { version: 0, import: stamp.import })
  const history = { events: events.$each, unfiled: [unfiled] }
  return {
    described,
    write: revision => ({
      insertOne: { document: { ...described, ...derivedOf(described), ...history, revision } },
    }),
  }
}

/** Runs the writes independently. One that comes too late does not stop the others. */
export async function writeAll(writes: Write[]): Promise<void> {
  if (writes.length === 0) return
  try {
    await PremisesModel.bulkWrite(writes, { ordered: false })
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError) || !onlyDuplicates(error)) throw error
  }
}

/** An error that lists no single writes comes from the connection. It is then unknown what was written. */
const onlyDuplicates = ({ writeErrors }: mongoose.mongo.MongoBulkWriteError): boolean => {
  const errors = [writeErrors].flat()
  return errors.length > 0 && errors.every(isDuplicateKey)
}

async function findWrittenCodes(id: mongoose.Types.ObjectId, codes: string[]): Promise<Set<string>> {
  const filter = { code: mongoose.trusted({ $in: codes }), 'events.import': id }
  const found = await PremisesModel.find(filter, { code: 1 }).lean<{ code: string }[]>()
  return new Set(found.map(({ code }) => code))
}

const markWritten = async (rows: ImportRow[]): Promise<void> => {
  const ids = rows.map(({ _id }) => _id)
  await ImportRowModel.updateMany({ _id: mongoose.trusted({ $in: ids }) }, { $set: { state: 'written' } })
}

async function markSkipped({ _id, code, kind }: ImportRow, { premises }: Street): Promise<void> {
  const reason: MessageKey =
    kind === 'create'
      ? 'transfer.skipped.taken'
      : premises.has(code)
        ? 'transfer.skipped.changed'
        : 'transfer.skipped.gone'
  await ImportRowModel.updateOne({ _id }, { $set: { state: 'skipped', reason } })
}
