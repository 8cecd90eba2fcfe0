import type { Readable } from 'node:stream'
import type { Clock } from '../clock.ts'
import { isKnownLoss } from '../sealing/known-keys.ts'
import { grid, gridId, randomId, type Bucket, type GridId } from './grid.ts'
import { DamagedFileError } from './sealed-chunks.ts'

/** A file that is being written to the store. `abandon` may also be called after `finish`. */
export type Deposit = {
  readonly id: string
  write(chunk: Buffer): Promise<void>
  /** Returns the size in bytes and the SHA-256 in hexadecimal of what was written. */
  finish(): Promise<{ size: number; sha256: string }>
  abandon(): Promise<void>
}

type Options = { bucket: Bucket; clock: Clock }

/**
 * Bytes in GridFS under random ids. Files that no record claims must not stay. An id is noted as pending before its first
 * byte is written, and again before it is removed: the sweeper finds what a killed process left without reading the whole
 * store.
 */
export function fileStore({ bucket, clock }: Options) {
  const { erase, open, pending, write, findLabelled, whole: wholeFiles, all } = grid(bucket)

  async function removeNow(id: string): Promise<void> {
    await erase(gridId(id))
    await pending().deleteOne({ _id: gridId(id) })
  }

  /** Starts a file. A label is a second way to find it; the sender's file name never comes here. */
  async function begin(label?: string): Promise<Deposit> {
    const id = randomId()
    await pending().insertOne({ _id: id, since: clock.machineNow() })
    const abandon = () => removeNow(id.toHexString())
    return { id: id.toHexString(), ...write(id, label ?? id.toHexString()), abandon }
  }

  /**
   * Confirms that a record now points at these files. Returns how many of them the store still expected. Any other has been
   * swept or is about to be, because its upload paused for longer than the sweeper waits.
   */
  async function settle(ids: string[]): Promise<number> {
    const onTheirWayIn = { _id: { $in: ids.map(gridId) }, leaving: { $ne: true } }
    return (await pending().deleteMany(onTheirWayIn)).deletedCount
  }

  /**
   * Notes files for removal. Called before their record is deleted, so that the files go even if the process is killed in
   * between.
   */
  async function markForRemoval(ids: string[]): Promise<void> {
    for (const id of ids) {
      const noted = { since: clock.machineNow(), leaving: true }
      await pending().updateOne({ _id: gridId(id) }, { $set: noted }, { upsert: true })
    }
  }

  /**
   * Removes files pending since before `before` that no record claims, and deletes the notes about claimed ones. Idempotent,
   * and safe to run at any time. Returns how many files were removed.
   */
  async function sweep(before: Date, claimed: (ids: string[]) => Promise<Set<string>>): Promise<number> {
    const notes = await pending()
      .find({ since: { $lt: before } })
      .limit(1_000)
      .toArray()
    if (notes.length === 0) return 0
    const claimedIds = await claimed(notes.map(({ _id }) => _id.toHexString()))
    let removed = 0
    for (const { _id, since } of notes) {
      if (claimedIds.has(_id.toHexString())) await pending().deleteOne({ _id, since })
      else if (await markLeaving({ _id, since })) {
        await removeNow(_id.toHexString())
        removed += 1
      }
    }
    return removed
  }

  /** Marks a file so that it cannot be settled any more. Returns false when it has just been settled or noted again. */
  async function markLeaving(note: { _id: GridId; since: Date }): Promise<boolean> {
    return (await pending().updateOne(note, { $set: { leaving: true } })).matchedCount > 0
  }

  /**
   * Returns which of these ids were noted as pending or leaving at `after` or later: the sweeper has yet to look at them.
   */
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

/** Checks whether reading failed because the file, a part of it or its key is lost, and not because the database is away. */
export const isLostFile = (error: unknown): boolean => error instanceof DamagedFileError || isKnownLoss(error)

/** Stores bytes that are in memory already, and returns their id. */
export async function storeBytes(store: FileStore, bytes: Buffer, label?: string): Promise<string> {
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

/** Reads a whole file into memory: only for files whose size is bounded. */
export async function readBytes(store: FileStore, id: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of store.open(id)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
