import mongoose from 'mongoose'
import {
  type ImportRow,
  ImportRowModel,
  importCounts,
  type ImportCounts,
  type PremisesImport,
  PremisesImportModel,
} from '#models/transfer/premises-import.ts'
import { currentOrigin } from '#models/parts/origin.ts'
import { signalWork } from '#models/parts/work-signal.ts'
import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'
import type { CsvForm } from '#outside/tables/csv-reading.ts'
import { UnreadableTable } from '#outside/tables/table.ts'
import { notFound } from '#shared/errors.ts'
import type { ReceivedFile } from '#shared/files/file-rules.ts'
import { no, type Verdict, yes } from '#shared/verdict.ts'
import type { AuditTrail } from '../listings/filing.ts'
import { codesInScope } from '../premises/reach.ts'
import { type ProblemGroup, findProblemGroups, findReasonGroups } from './checking/problem-groups.ts'
import { createBatchReceiver } from './receiving.ts'
import { guessColumns, signatureOf, readBeginning, openTable, sourceOf } from './table/reading.ts'
import { notLocked } from './import-lock.ts'
import { importWork } from './work.ts'

/** The user. Users limited to some buildings see only their own imports. */
export type Sender = { id: string; name: string; role: string; buildings: readonly string[] | null }
type Deps = { clock: Clock; files: FileStore; trail: AuditTrail }
export type Unreadable = { ok: false; reason: UnreadableTable['reason']; line: number | null }
type BeginResult = { ok: true; id: string } | Unreadable

const maxListed = 20
const retentionDays = 90
const unclaimedMs = 3_600_000
const dayMs = 86_400_000

/** Builds the service for files of premises, from upload to removal (ADR 39). */
export function importsService(deps: Deps) {
  const { clock, files } = deps

  /** Stores a file and guesses its columns: as mapped the last time these headings occurred, else by their names. */
  async function begin(file: ReceivedFile, by: Sender): Promise<BeginResult> {
    const source = { id: file.storageId, extension: file.extension === 'xlsx' ? ('xlsx' as const) : ('csv' as const) }
    try {
      const { csv, headings, samples } = await openTable(files, source)
      const signature = signatureOf(headings)
      const created = await PremisesImportModel.create({
        by: { id: by.id, name: by.name, role: by.role },
        at: clock.now(),
        buildings: scopeOf(by),
        file: { id: source.id, name: file.name, extension: source.extension, size: file.size },
        csv,
        headings,
        samples,
        signature,
        turn: notLocked,
        mapping: (await findEarlierMapping(signature)) ?? guessColumns(headings),
        state: 'uploaded',
      })
      await files.settle([source.id])
      return { ok: true, id: created._id.toHexString() }
    } catch (error) {
      await files.remove(source.id)
      return toUnreadable(error)
    }
  }

  async function get(id: string, by: Sender): Promise<PremisesImport> {
    const found = await PremisesImportModel.findOne({ _id: id, ...visibilityFilter(by) }).lean<PremisesImport>()
    if (!found) throw notFound()
    return found
  }

  const list = (by: Sender) =>
    PremisesImportModel.find(visibilityFilter(by)).sort({ at: -1 }).limit(maxListed).lean<PremisesImport[]>()

  /** Reads the headings again with another encoding or separator. */
  async function reread(id: string, csv: CsvForm, by: Sender): Promise<Verdict<'late'> | Unreadable> {
    const one = await get(id, by)
    const beginning = await readBeginning(files, { ...sourceOf(one), csv }).catch(toUnreadable)
    if ('reason' in beginning) return beginning
    const { headings, samples } = beginning
    const signature = signatureOf(headings)
    const mapping = (await findEarlierMapping(signature)) ?? guessColumns(headings)
    return changeState(one, ['uploaded', 'checked'], { csv, headings, samples, signature, mapping, state: 'uploaded' })
  }

  /** Starts the dry run. May be repeated with other columns. */
  async function check(id: string, mapping: string[], by: Sender): Promise<Verdict<'late'>> {
    const one = await get(id, by)
    const anew = { cursor: 0, rows: 0, counts: noCounts, failure: null, whole: null }
    const now = { ...anew, buildings: scopeOf(by), mapping, state: 'checking' as const }
    return changeState(one, ['uploaded', 'checked', 'failed'], now)
  }

  /**
   * Starts the writing. All or nothing is possible only when the dry run found no errors. The result is "late" when the last dry
   * run ended at another time than `checked`, that of the one which the sender was shown; undefined stands for the last one.
   */
  async function write(
    id: string,
    whole: boolean,
    by: Sender,
    checked?: Date,
  ): Promise<Verdict<'late' | 'bad' | 'nothing' | 'scope'>> {
    const one = await get(id, by)
    if (checked && one.checkedAt?.getTime() !== checked.getTime()) return no('late')
    if (JSON.stringify(one.buildings) !== JSON.stringify(by.buildings)) return no('scope')
    if (whole && one.counts.bad > 0) return no('bad')
    if (one.counts.create + one.counts.change === 0) return no('nothing')
    return changeState(one, ['checked'], { state: 'writing', whole }, checked ? { checkedAt: checked } : {})
  }

  /** Starts undoing an import. Refused when it wrote to buildings that its sender may no longer change. */
  async function undo(id: string, by: Sender): Promise<Verdict<'late' | 'not-yours'>> {
    const one = await get(id, by)
    const own = await codesInScope(by)
    const code = own && mongoose.trusted({ $nin: own })
    if (code && (await ImportRowModel.exists({ import: one._id, state: 'written', code }))) return no('not-yours')
    const undoneBy = { id: by.id, name: by.name, role: by.role }
    return changeState(one, ['written'], { state: 'undoing', undoneBy })
  }

  /**
   * Stops the check or the writing of an import; what was written is undone. The worker that has it notices at its next
   * batch, and none takes it over before its lease has ended.
   */
  async function cancel(id: string, by: Sender): Promise<Verdict<'late'>> {
    const one = await get(id, by)
    const failure = { code: 'transfer.failed.cancelled' }
    const undoneBy = { id: by.id, name: by.name, role: by.role }
    const { turn } = one
    return one.state === 'writing'
      ? changeState(one, ['writing'], { state: 'undoing', undoneBy, failure, turn })
      : changeState(one, ['checking'], { state: 'failed', failure, turn })
  }

  /** Returns rows with problems, in the order of the file, starting after row `after`. */
  const troubles = (id: string, part: RowRange) =>
    findRows(id, part, {
      $or: [
        { kind: 'bad' as const },
        { kind: mongoose.trusted({ $ne: 'bad' as const }), reason: mongoose.trusted({ $ne: null }) },
      ],
    })

  /** Returns rows that give a doubtful place on the plan. */
  const doubtful = (id: string, part: RowRange) =>
    findRows(id, part, { 'warnings.0': mongoose.trusted({ $exists: true }) })

  /** Returns complaints and doubts by kind. Complaints include reasons why rows were not written, after the others. */
  async function problems(id: string): Promise<{ complaints: ProblemGroup[]; warnings: ProblemGroup[] }> {
    const [complaints, reasons, warnings] = await Promise.all([
      findProblemGroups(id, 'complaints'),
      findReasonGroups(id),
      findProblemGroups(id, 'warnings'),
    ])
    return { complaints: [...complaints, ...reasons], warnings }
  }

  /**
   * Removes imports older than ninety days with their files, and files without an import. Returns how many files were
   * removed.
   */
  async function sweep(): Promise<number> {
    const before = new Date(clock.now().getTime() - retentionDays * dayMs)
    const old = await PremisesImportModel.find({ at: mongoose.trusted({ $lt: before }) })
      .limit(20)
      .lean<PremisesImport[]>()
    for (const { _id, file } of old) {
      await files.markForRemoval([file.id.toHexString()])
      await ImportRowModel.deleteMany({ import: _id })
      await PremisesImportModel.deleteOne({ _id })
    }
    return files.sweep(new Date(clock.machineNow().getTime() - unclaimedMs), claimed)
  }

  return {
    begin,
    get,
    list,
    reread,
    check,
    write,
    undo,
    cancel,
    troubles,
    doubtful,
    problems,
    sweep,
    claimed,
    store: files,
    ...importWork(deps),
    ...createBatchReceiver(deps),
  }
}
export type ImportsService = ReturnType<typeof importsService>

const noCounts = Object.fromEntries(importCounts.map(name => [name, 0])) as ImportCounts

type RowRange = { after?: number; most: number }

const findRows = (
  id: string,
  { after = 0, most }: RowRange,
  some: mongoose.QueryFilter<ImportRow>,
): Promise<ImportRow[]> =>
  ImportRowModel.find({ import: id, row: mongoose.trusted({ $gt: after }), ...some })
    .sort({ row: 1 })
    .limit(most)
    .lean<ImportRow[]>()

/** Returns why a table cannot be read. Rethrows all other errors. */
function toUnreadable(error: unknown): Unreadable {
  if (error instanceof UnreadableTable) return { ...no(error.reason), line: error.line }
  throw error
}

const scopeOf = ({ buildings }: Sender): string[] | null => buildings && [...buildings]

const visibilityFilter = ({ id, buildings }: Sender) => (buildings === null ? {} : { 'by.id': id })

async function findEarlierMapping(signature: string): Promise<string[] | null> {
  const state = mongoose.trusted({ $nin: ['uploaded' as const, 'failed' as const] })
  const last = await PremisesImportModel.findOne({ signature, state }).sort({ at: -1 }).lean<PremisesImport>()
  return last?.mapping ?? null
}

/**
 * Changes the state of an import. The filter includes the state, so of two concurrent calls only one succeeds; `provided` are
 * further conditions.
 */
async function changeState(
  { _id }: PremisesImport,
  from: PremisesImport['state'][],
  fields: Partial<PremisesImport>,
  provided: Pick<Partial<PremisesImport>, 'checkedAt'> = {},
): Promise<Verdict<'late'>> {
  const filter = { ...provided, _id, state: mongoose.trusted({ $in: from }) }
  const { matchedCount } = await PremisesImportModel.updateOne(filter, {
    $set: { turn: notLocked, attempts: 0, ...fields, origin: currentOrigin() ?? null },
  })
  signalWork('imports')
  return matchedCount === 1 ? yes : no('late')
}

async function claimed(ids: string[]): Promise<Set<string>> {
  const found = await PremisesImportModel.find({ 'file.id': mongoose.trusted({ $in: ids }) }, { file: 1 }).lean<
    PremisesImport[]
  >()
  return new Set(found.map(({ file }) => file.id.toHexString()))
}
