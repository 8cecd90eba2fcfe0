import mongoose from 'mongoose'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { PremisesVersionModel, type PremisesVersion } from '#models/listings/premises-version.ts'
import type { Act } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { auditRecordOf } from '../premises/listing/recording.ts'

export type UnfiledPremises = Pick<Premises, 'code' | 'unfiled'>
/** The audit trail. `keep` stores acts; `has` checks whether it has an act of a subject with a given route. */
export type AuditTrail = {
  keep: (acts: readonly Act[]) => Promise<void>
  has: (act: { subject: string; route: string }) => Promise<boolean>
}

/** How long the process that files an entry may take to record it; after that it is dead. */
const maxRecordingMs = 5 * 60_000
const lateBatchSize = 500

export const unfiledFilter = () => ({ 'unfiled._id': mongoose.trusted({ $exists: true }) })

/**
 * Moves entries from the documents of premises into their history, and records those of bulk changes and imports in the
 * audit trail, under the name of their author, each once. The process that stores an entry in the history also records it.
 * If that process died in between, the entry still waits in its document, and the next process that finds it old and
 * unrecorded does so.
 */
export function createVersionFiler({ clock, trail }: { clock: Clock; trail: AuditTrail }) {
  /** Returns how many entries were filed; another process is recording the others. */
  async function file(waiting: readonly UnfiledPremises[]): Promise<number> {
    const entries = waiting.flatMap(({ code, unfiled = [] }) => unfiled.map(entry => ({ ...entry, code })))
    if (entries.length === 0) return 0
    const stored = await storeEntries(entries)
    const othersEntries = entries.filter(entry => entry.cause && !stored.has(entry))
    const late = othersEntries.filter(({ at }) => at.getTime() < clock.now().getTime() - maxRecordingMs)
    const ownEntries = entries.filter(entry => entry.cause && stored.has(entry))
    await trail.keep([...ownEntries, ...(await findUnrecorded(late))].flatMap(auditActsOf))
    const remaining = new Set(othersEntries.filter(entry => !late.includes(entry)).map(({ _id }) => _id.toHexString()))
    await clearUnfiled(waiting, remaining)
    return entries.length - remaining.size
  }

  /**
   * Files entries of premises that are being removed or are gone. There is no document left for them to wait in, so they
   * wait in the history, marked, until the trail has them. Safe to repeat, also by another process.
   */
  async function fileLast(entries: readonly PremisesVersion[]): Promise<void> {
    if (entries.length === 0) return
    const stored = await storeEntries(entries, { untold: true })
    const ownEntries = entries.filter(entry => stored.has(entry))
    await trail.keep(ownEntries.flatMap(auditActsOf))
    await unmarkEntries(ownEntries)
  }

  /** Records marked entries whose process must be dead. Returns how many had waited. */
  async function tellLate(): Promise<number> {
    const at = mongoose.trusted({ $lt: new Date(clock.now().getTime() - maxRecordingMs) })
    const late = await PremisesVersionModel.find({ untold: true, at }).limit(lateBatchSize).lean<PremisesVersion[]>()
    await trail.keep((await findUnrecorded(late)).flatMap(auditActsOf))
    await unmarkEntries(late)
    return late.length
  }

  async function findUnrecorded(entries: readonly PremisesVersion[]): Promise<PremisesVersion[]> {
    const missing: PremisesVersion[] = []
    for (const entry of entries)
      if (!(await trail.has({ subject: entry.code, route: routeOf(entry) }))) missing.push(entry)
    return missing
  }

  return { file, fileLast, tellLate }
}

/** Stores entries in the history. Safe to repeat, because an entry keeps its id. Returns those that were new. */
async function storeEntries(
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

async function unmarkEntries(entries: readonly PremisesVersion[]): Promise<void> {
  if (entries.length === 0) return
  const _id = mongoose.trusted({ $in: entries.map(entry => entry._id) })
  await PremisesVersionModel.updateMany({ _id }, { $unset: { untold: 1 } })
}

/** Nothing that the public reads changes, so `updatedAt` does not change. */
async function clearUnfiled(waiting: readonly UnfiledPremises[], remaining: ReadonlySet<string>): Promise<void> {
  const filed = ({ unfiled = [] }: UnfiledPremises) =>
    unfiled.map(({ _id }) => _id).filter(id => !remaining.has(id.toHexString()))
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
function auditActsOf(entry: PremisesVersion): Act[] {
  const { cause, by, note, changes } = entry
  if (!cause) return []
  const who = { id: by?.toHexString() ?? null, role: cause.role, ...(cause.via && { via: cause.via }) }
  const requestId = `${cause.kind}-${cause.id.toHexString()}`
  const allChanges = [...(cause.status ? [cause.status] : []), ...changes]
  return [
    { ...auditRecordOf(entry, allChanges, note), outcome: 'done', who, requestId, route: routeOf(entry), last: true },
  ]
}
