import type { Readable } from 'node:stream'
import type { Clock } from '../clock.ts'
import { grid, gridId, randomId, type Bucket, type GridId } from './grid.ts'

/** A file on its way into the store. `abandon` may also come after `finish`. */
export type Deposit = {
  readonly id: string
  write(chunk: Buffer): Promise<void>
  /** Size in bytes and SHA-256 in hexadecimal of what was written. */
  finish(): Promise<{ size: number; sha256: string }>
  abandon(): Promise<void>
}

type Options = { bucket: Bucket; clock: Clock }

/**
 * Bytes in GridFS under random ids. What no record of ours claims must not stay: an id is noted as pending before its first
 * byte is written, and again before it is removed, so that the sweeper finds what a kill leaves without reading through the
 * store.
 */
export function fileStore({ bucket, clock }: Options) {
  const { erase, open, pending, write, findLabelled, whole: wholeFiles, all } = grid(bucket)

  async function removeNow(id: string): Promise<void> {
    await erase(gridId(id))
    await pending().deleteOne({ _id: gridId(id) })
  }

  /** A label is a second way to find a file; the sender's name of it never comes here. */
  async function begin(label?: string): Promise<Deposit> {
    const id = randomId()
    await pending().insertOne({ _id: id, since: clock.machineNow() })
    const abandon = () => removeNow(id.toHexString())
    return { id: id.toHexString(), ...write(id, label ?? id.toHexString()), abandon }
  }

  /**
   * A record of ours now points at these files. Returns how many of them the store still expected: any other has been swept, or is
   * about to be, because whoever brought it stood still for longer than the sweeper waits.
   */
  async function settle(ids: string[]): Promise<number> {
    const onTheirWayIn = { _id: { $in: ids.map(gridId) }, leaving: { $ne: true } }
    return (await pending().deleteMany(onTheirWayIn)).deletedCount
  }

  /** To be called before the record goes, so that the file goes too even if we are killed in between. */
  async function markForRemoval(ids: string[]): Promise<void> {
    for (const id of ids) {
      const noted = { since: clock.machineNow(), leaving: true }
      await pending().updateOne({ _id: gridId(id) }, { $set: noted }, { upsert: true })
    }
  }

  /**
   * Removes files pending since before `before` that no record claims, and forgets the notes about those that one does.
   * Safe to run at any time, any number of times. Returns how many files went.
   */
  async function sweep(before: Date, claimed: (ids: string[]) => Promise<Set<string>>): Promise<number> {
    const notes = await pending()
      .find({ since: { $lt: before } })
      .limit(1_000)
      .toArray()
    if (notes.length === 0) return 0
    const kept = await claimed(notes.map(({ _id }) => _id.toHexString()))
    let removed = 0
    for (const { _id, since } of notes) {
      if (kept.has(_id.toHexString())) await pending().deleteOne({ _id, since })
      else if (await taken({ _id, since })) {
        await removeNow(_id.toHexString())
        removed += 1
      }
    }
    return removed
  }

  /** From here on nobody settles it: false when somebody just has, or has noted it anew. */
  async function taken(note: { _id: GridId; since: Date }): Promise<boolean> {
    return (await pending().updateOne(note, { $set: { leaving: true } })).matchedCount > 0
  }

  /** Of these, those that are on their way in or out since `after` at the earliest: the sweeper has still to look at them. */
  async function noted(ids: readonly string[], after: Date): Promise<Set<string>> {
    const filter = { _id: { $in: ids.map(gridId) }, since: { $gte: after } }
    const notes = await pending().find(filter).toArray()
    return new Set(notes.map(({ _id }) => _id.toHexString()))
  }

  async function find(label: string): Promise<{ id: string; size: number } | null> {
    const found = await findLabelled(label)
    return found && { id: found.id.toHexString(), size: found.size }
  }

  const openFile = (id: string): Readable => open(gridId(id))
  const whole = (ids: readonly string[]) => wholeFiles(ids.map(gridId))
  return { begin, settle, markForRemoval, remove: removeNow, find, open: openFile, sweep, noted, whole, all }
}
export type FileStore = ReturnType<typeof fileStore>

/** Stores bytes that are in memory already, and returns their id. */
export async function saveBytes(store: FileStore, bytes: Buffer, label?: string): Promise<string> {
  const deposit = await store.begin(label)
  try {
    await deposit.write(bytes)
    await deposit.finish()
    return deposit.id
  } catch (error) {
    await deposit.abandon()
    throw error
  }
}

/** The whole file in memory: only for files whose size is bounded. */
export async function readBytes(store: FileStore, id: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of store.open(id)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
