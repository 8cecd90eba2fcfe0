import mongoose from 'mongoose'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { PremisesVersionModel, type PremisesVersion } from '#models/listings/premises-version.ts'
import type { Act } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { auditRecordOf } from '../premises/listing/recording.ts'

export type Waiting = Pick<Premises, 'code' | 'unfiled'>
/** The audit trail. `keep` stores acts; `has` checks whether it has an act of a subject with a given route. */
export type Trail = {
  keep: (acts: readonly Act[]) => Promise<void>
  has: (act: { subject: string; route: string }) => Promise<boolean>
}

/** How long the process that files an entry may take to record it; after that it is dead. */
const patienceMs = 5 * 60_000
const lateTogether = 500

export const hasUnfiled = () => ({ 'unfiled._id': mongoose.trusted({ $exists: true }) })

/**
 * Moves entries from the documents of premises into their history, and records those of bulk changes and imports in the
 * audit trail, under the name of their author, each once. The process that stores an entry in the history also records it.
 * If that process died in between, the entry still waits in its document, and the next process that finds it old and
 * unrecorded does so.
 */
export function filingOf({ clock, trail }: { clock: Clock; trail: Trail }) {
  /** Returns how many entries were filed; another process is recording the others. */
  async function file(waiting: readonly Waiting[]): Promise<number> {
    const entries = waiting.flatMap(({ code, unfiled = [] }) => unfiled.map(entry => ({ ...entry, code })))
    if (entries.length === 0) return 0
    const stored = await store(entries)
    const theirs = entries.filter(entry => entry.cause && !stored.has(entry))
    const late = theirs.filter(({ at }) => at.getTime() < clock.now().getTime() - patienceMs)
    const told = entries.filter(entry => entry.cause && stored.has(entry))
    await trail.keep([...told, ...(await untold(late))].flatMap(actOf))
    const left = new Set(theirs.filter(entry => !late.includes(entry)).map(({ _id }) => _id.toHexString()))
    await clear(waiting, left)
    return entries.length - left.size
  }

  /**
   * Files entries of premises that are being removed or are gone. There is no document left for them to wait in, so they
   * wait in the history, marked, until the trail has them. Safe to repeat, also by another process.
   */
  async function fileLast(entries: readonly PremisesVersion[]): Promise<void> {
    if (entries.length === 0) return
    const stored = await store(entries, { untold: true })
    const ours = entries.filter(entry => stored.has(entry))
    await trail.keep(ours.flatMap(actOf))
    await unmark(ours)
  }

  /** Records marked entries whose process must be dead. Returns how many had waited. */
  async function tellLate(): Promise<number> {
    const at = mongoose.trusted({ $lt: new Date(clock.now().getTime() - patienceMs) })
    const late = await PremisesVersionModel.find({ untold: true, at }).limit(lateTogether).lean<PremisesVersion[]>()
    await trail.keep((await untold(late)).flatMap(actOf))
    await unmark(late)
    return late.length
  }

  async function untold(entries: readonly PremisesVersion[]): Promise<PremisesVersion[]> {
    const missing: PremisesVersion[] = []
    for (const entry of entries)
      if (!(await trail.has({ subject: entry.code, route: routeOf(entry) }))) missing.push(entry)
    return missing
  }

  return { file, fileLast, tellLate }
}

/** Stores entries in the history. Safe to repeat, because an entry keeps its id. Returns those that were new. */
async function store(
  entries: readonly PremisesVersion[],
  mark?: { untold: true },
): Promise<ReadonlySet<PremisesVersion>> {
  const { upsertedIds } = await PremisesVersionModel.bulkWrite(
    entries.map(({ _id, ...entry }) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: entry, ...(mark && { $set: mark }) }, upsert: true },
    })),
    { ordered: false },
  )
  return new Set(entries.filter((_entry, index) => index in upsertedIds))
}

async function unmark(entries: readonly PremisesVersion[]): Promise<void> {
  if (entries.length === 0) return
  const _id = mongoose.trusted({ $in: entries.map(entry => entry._id) })
  await PremisesVersionModel.updateMany({ _id }, { $unset: { untold: 1 } })
}

/** Nothing that the public reads changes, so `updatedAt` does not change. */
async function clear(waiting: readonly Waiting[], left: ReadonlySet<string>): Promise<void> {
  const filed = ({ unfiled = [] }: Waiting) => unfiled.map(({ _id }) => _id).filter(id => !left.has(id.toHexString()))
  await PremisesModel.bulkWrite(
    waiting.map(one => ({
      updateOne: {
        filter: { code: one.code },
        update: { $pull: { unfiled: { _id: mongoose.trusted({ $in: filed(one) }) } } },
        timestamps: false,
      },
    })),
    { ordered: false },
  )
}

const routeOf = ({ _id }: PremisesVersion): string => `history ${_id.toHexString()}`

/** Returns the audit act of an entry. All acts of one bulk change share its `requestId`. */
function actOf(entry: PremisesVersion): Act[] {
  const { cause, by, note, changes } = entry
  if (!cause) return []
  const who = { id: by?.toHexString() ?? null, role: cause.role, ...(cause.via && { via: cause.via }) }
  const requestId = `${cause.kind}-${cause.id.toHexString()}`
  const told = [...(cause.status ? [cause.status] : []), ...changes]
  return [{ ...auditRecordOf(entry, told, note), outcome: 'done', who, requestId, route: routeOf(entry), last: true }]
}
