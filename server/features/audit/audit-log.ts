import { setTimeout as pause } from 'node:timers/promises'
import { trusted } from 'mongoose'
import { AuditEntryModel, AuditHeadModel, AuditIntentModel, type AuditEntry } from '#models/audit/audit-entry.ts'
import type { Act } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { isDatabaseAway } from '#outside/database/database-away.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { beginning, chained, contentOf } from './chain.ts'
import { owedEntries, type Left } from './owed-entries.ts'

type Waiting = { acts: readonly Act[]; kept: () => void; failed: (error: unknown) => void }
type Intent = Pick<Act, 'who' | 'requestId' | 'route'>

const atOnce = 1_000

/** The writing end of the trail. Nothing here changes or removes an entry. */
export function auditLogOf({ clock }: { clock: Clock }) {
  const waiting: Waiting[] = []
  let busy = false
  let writing = Promise.resolve()
  const ends = endsOfTrail()
  const owed = owedEntries(async left => void (await append(left, endOfTrail)))

  /**
   * Adds to the trail, in the order of being told. What waits meanwhile goes together: one write for many requests. Throws when the
   * database is away; what was told is then written as soon as it is back, within ten minutes.
   */
  function keep(acts: readonly Act[]): Promise<void> {
    return new Promise((kept, failed) => {
      waiting.push({ acts, kept, failed })
      if (!busy) writing = writeAll()
    })
  }

  async function writeAll(): Promise<void> {
    busy = true
    while (waiting.length > 0) await (await writeBatch(waiting.splice(0, atOnce)))?.remembered
    // In the same breath as the look at what waits: nobody can come in between.
    busy = false
  }

  /** Nobody who waits for an entry waits for the end to be remembered; the next batch does. */
  async function writeBatch(batch: readonly Waiting[]): Promise<{ remembered: Promise<void> } | undefined> {
    const left: Left = {
      contents: batch.flatMap(({ acts }) => acts).map(act => contentOf(act, clock.now())),
      tried: [],
    }
    try {
      const written = await append(left, ends.take)
      batch.forEach(({ kept }) => kept())
      return written
    } catch (error) {
      if (isDatabaseAway(error)) owed.add(left)
      batch.forEach(({ failed }) => failed(error))
      return undefined
    }
  }

  /** Before it is done: if nothing more is heard of the request, the trail will say that it was interrupted. */
  async function intend({ requestId, who, route }: Intent): Promise<void> {
    await AuditIntentModel.collection.insertOne({ _id: requestId, at: clock.now(), who: { ...who }, route } as never)
  }

  /** After its entries are kept, or when nothing came of it. */
  async function done(requestId: string): Promise<void> {
    await AuditIntentModel.deleteOne({ _id: requestId })
  }

  /** Whether there is an entry about a subject that was told by a route. */
  async function has({ subject, route }: { subject: string; route: string }): Promise<boolean> {
    return (await AuditEntryModel.exists({ 'subject.id': subject, route })) !== null
  }

  /** When all that was handed in so far is written; for the end of the program. */
  const settled = (): Promise<void> => writing

  /** Reads the end of the trail ahead: an entry is about to come. */
  const expect = (): void => {
    if (!busy) ends.readAhead()
  }

  return { keep, expect, has, intend, done, settled }
}

/** Where the next entry goes: as it was read ahead, once, or as it is now. Older than it is, it costs a try, as behind another process. */
function endsOfTrail() {
  let ahead: Promise<End | null> | null = null
  return {
    readAhead: (): void => void (ahead ??= endOfTrail().catch(() => null)),
    take: async (): Promise<End> => {
      const read = ahead
      ahead = null
      return (await read) ?? endOfTrail()
    },
  }
}
type End = Pick<AuditEntry, '_id' | 'hash'>

/**
 * Several processes append: the number is unique, and of two entries for one number the second is chained anew behind the
 * first. An entry is read only after it is written, so each follows from one that is there.
 */
async function append(left: Left, end: () => Promise<End>): Promise<{ remembered: Promise<void> }> {
  let remembered = Promise.resolve()
  if (left.tried.length > 0) {
    left.contents = left.contents.slice(await thereOf(left.tried))
    left.tried = []
  }
  while (left.contents.length > 0) {
    const entries = chained(await end(), left.contents)
    left.tried = entries
    const written = await insertWhileFree(entries)
    left.tried = []
    const last = entries[written - 1]
    // When this fails or the process is killed, the entries are there and a later one is remembered.
    if (last) remembered = remembered.then(() => rememberHead(last)).catch(() => undefined)
    left.contents = left.contents.slice(written)
    if (left.contents.length > 0) await pause(Math.random() * 20)
  }
  return { remembered }
}

/**
 * What the next entry follows: the last one, or what was last seen at the end. Where entries were cut off or the last one was
 * changed the chain goes on behind what was there, so that the harm never grows over.
 */
async function endOfTrail(): Promise<End> {
  const [end = beginning, head] = await Promise.all([
    AuditEntryModel.findOne({}, { hash: 1 })
      .sort({ _id: -1 })
      .lean()
      .then(found => found ?? undefined),
    AuditHeadModel.findById('head').lean(),
  ])
  return head && head.number >= end._id ? { _id: head.number, hash: head.hash } : end
}

/** Inserts in order until a number is taken. Returns how many were. */
async function insertWhileFree(entries: readonly AuditEntry[]): Promise<number> {
  try {
    await AuditEntryModel.collection.insertMany(entries as never, { ordered: true })
    return entries.length
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return (error as { insertedCount?: number }).insertedCount ?? 0
  }
}

/** How many of these entries, from the first, have come in although nobody said so. */
async function thereOf(entries: readonly AuditEntry[]): Promise<number> {
  const ids = entries.map(({ _id }) => _id)
  const found = await AuditEntryModel.find({ _id: trusted({ $in: ids }) }, { hash: 1 }).lean<End[]>()
  const hashes = new Set(found.map(({ hash }) => hash))
  const missing = entries.findIndex(({ hash }) => !hashes.has(hash))
  return missing === -1 ? entries.length : missing
}

/** Only forward: a slower process does not set it back. */
async function rememberHead({ _id: number, hash }: AuditEntry): Promise<void> {
  try {
    const older = { _id: 'head', number: trusted({ $lt: number }) }
    await AuditHeadModel.updateOne(older, { $set: { number, hash } }, { upsert: true })
  } catch (error) {
    // There is a head already, and it is not older.
    if (!isDuplicateKey(error)) throw error
  }
}
