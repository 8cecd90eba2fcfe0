import { setTimeout as pause } from 'node:timers/promises'
import { trusted } from 'mongoose'
import { AuditEntryModel, AuditHeadModel, AuditIntentModel, type AuditEntry } from '#models/audit/audit-entry.ts'
import type { Act } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { isDatabaseAway } from '#outside/database/database-away.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { chainStart, chainEntries, contentOf } from './chain.ts'
import { createPendingEntryQueue, type PendingEntries } from './pending-entries.ts'

type QueuedActs = { acts: readonly Act[]; kept: () => void; failed: (error: unknown) => void }
type Intent = Pick<Act, 'who' | 'requestId' | 'route'>

const batchSize = 1_000

/** Appends to the audit trail. Entries are never changed or removed here. */
export function createAuditLog({ clock }: { clock: Clock }) {
  const waiting: QueuedActs[] = []
  let busy = false
  let writing = Promise.resolve()
  const ends = createTrailEndReader()
  const pendingEntries = createPendingEntryQueue(async pending => void (await append(pending, readTrailEnd)))

  /**
   * Appends acts to the trail in the order of the calls. Acts that arrive while a write is running are written together in
   * the next batch. Rejects when the database is away; the acts are then written once it is back, if that is within ten
   * minutes.
   */
  function keep(acts: readonly Act[]): Promise<void> {
    return new Promise((kept, failed) => {
      waiting.push({ acts, kept, failed })
      if (!busy) writing = writeAll()
    })
  }

  async function writeAll(): Promise<void> {
    busy = true
    while (waiting.length > 0) await (await writeBatch(waiting.splice(0, batchSize)))?.remembered
    // Set synchronously after the queue was found empty, so no act can be queued in between.
    busy = false
  }

  /** Writes one batch. Callers do not wait until the head of the trail is updated; the next batch does. */
  async function writeBatch(batch: readonly QueuedActs[]): Promise<{ remembered: Promise<void> } | undefined> {
    const pending: PendingEntries = {
      contents: batch.flatMap(({ acts }) => acts).map(act => contentOf(act, clock.now())),
      tried: [],
    }
    try {
      const written = await append(pending, ends.take)
      batch.forEach(({ kept }) => kept())
      return written
    } catch (error) {
      if (isDatabaseAway(error)) pendingEntries.add(pending)
      batch.forEach(({ failed }) => failed(error))
      return undefined
    }
  }

  /**
   * Records that a request is about to change something. If the request never completes, the trail will report it as
   * interrupted.
   */
  async function intend({ requestId, who, route }: Intent): Promise<void> {
    await AuditIntentModel.collection.insertOne({ _id: requestId, at: clock.now(), who: { ...who }, route } as never)
  }

  /** Removes the intent once the request's entries are written, or once nothing came of the request. */
  async function done(requestId: string): Promise<void> {
    await AuditIntentModel.deleteOne({ _id: requestId })
  }

  /** Checks whether the trail has an entry about this subject made by this route. */
  async function has({ subject, route }: { subject: string; route: string }): Promise<boolean> {
    return (await AuditEntryModel.exists({ 'subject.id': subject, route })) !== null
  }

  /** Resolves when everything queued so far has been written; used at shutdown. */
  const settled = (): Promise<void> => writing

  /** Reads the end of the trail in advance because an entry is about to be appended. */
  const expect = (): void => {
    if (!busy) ends.readAhead()
  }

  return { keep, expect, has, intend, done, settled }
}

/**
 * Reads the end of the trail. `take` returns the one read in advance, once, or a fresh one. If it is stale, appending costs
 * one retry, as when another process has appended meanwhile.
 */
function createTrailEndReader() {
  let ahead: Promise<TrailEnd | null> | null = null
  return {
    readAhead: (): void => void (ahead ??= readTrailEnd().catch(() => null)),
    take: async (): Promise<TrailEnd> => {
      const read = ahead
      ahead = null
      return (await read) ?? readTrailEnd()
    },
  }
}
type TrailEnd = Pick<AuditEntry, '_id' | 'hash'>

/**
 * Appends entries. Several processes may append at once: the entry number is unique, and an entry that loses the race for a
 * number is chained again behind the winner. The next entry is chained only after the previous one is stored, so every
 * stored entry follows a stored one.
 */
async function append(pending: PendingEntries, end: () => Promise<TrailEnd>): Promise<{ remembered: Promise<void> }> {
  let remembered = Promise.resolve()
  if (pending.tried.length > 0) {
    pending.contents = pending.contents.slice(await countStored(pending.tried))
    pending.tried = []
  }
  while (pending.contents.length > 0) {
    const entries = chainEntries(await end(), pending.contents)
    pending.tried = entries
    const written = await insertUntilTaken(entries)
    pending.tried = []
    const last = entries[written - 1]
    // If this fails or the process is killed, the entries are stored anyway and a later call updates the head.
    if (last) remembered = remembered.then(() => rememberHead(last)).catch(() => undefined)
    pending.contents = pending.contents.slice(written)
    if (pending.contents.length > 0) await pause(Math.random() * 20)
  }
  return { remembered }
}

/**
 * Returns what the next entry must follow: the last entry or the remembered head, whichever is later. If entries were cut
 * off or the last one was changed, the chain continues from the remembered head, so the damage stays visible.
 */
async function readTrailEnd(): Promise<TrailEnd> {
  const [end = chainStart, head] = await Promise.all([
    AuditEntryModel.findOne({}, { hash: 1 })
      .sort({ _id: -1 })
      .lean()
      .then(found => found ?? undefined),
    AuditHeadModel.findById('head').lean(),
  ])
  return head && head.number >= end._id ? { _id: head.number, hash: head.hash } : end
}

/** Inserts entries in order until a number is already taken. Returns the number of entries inserted. */
async function insertUntilTaken(entries: readonly AuditEntry[]): Promise<number> {
  try {
    await AuditEntryModel.collection.insertMany(entries as never, { ordered: true })
    return entries.length
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return (error as { insertedCount?: number }).insertedCount ?? 0
  }
}

/** Counts how many of these entries, from the first on, were stored although the write was never acknowledged. */
async function countStored(entries: readonly AuditEntry[]): Promise<number> {
  const ids = entries.map(({ _id }) => _id)
  const found = await AuditEntryModel.find({ _id: trusted({ $in: ids }) }, { hash: 1 }).lean<TrailEnd[]>()
  const hashes = new Set(found.map(({ hash }) => hash))
  const missing = entries.findIndex(({ hash }) => !hashes.has(hash))
  return missing === -1 ? entries.length : missing
}

/** Moves the remembered head forward only, so that a slower process cannot set it back. */
async function rememberHead({ _id: number, hash }: AuditEntry): Promise<void> {
  try {
    const older = { _id: 'head', number: trusted({ $lt: number }) }
    await AuditHeadModel.updateOne(older, { $set: { number, hash } }, { upsert: true })
  } catch (error) {
    // A head already exists and is not older than this one.
    if (!isDuplicateKey(error)) throw error
  }
}
