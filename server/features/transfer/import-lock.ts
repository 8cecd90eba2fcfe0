import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { type PremisesImport, PremisesImportModel } from '#models/transfer/premises-import.ts'
import type { Clock } from '#outside/clock.ts'

/** Lifetime of a lock in milliseconds. A process that does not renew it in this time is taken to be dead. */
const lockMs = 12_000
const unlocked = { token: '', until: new Date(0) }

/** Thrown when another process has taken over the import, or somebody has cancelled it. What was written before stays. */
export class ImportLockLost extends Error {}

export type ImportLock = {
  readonly id: mongoose.Types.ObjectId
  /** Stores the progress and renews the lock. Throws `ImportLockLost`. */
  keep(fields: mongoose.UpdateQuery<PremisesImport>['$set']): Promise<void>
  /** Stores the next state and releases the lock. Throws `ImportLockLost`. */
  end(fields: Partial<PremisesImport>): Promise<void>
}

/** Locks imports, so that one process at a time works on each. After a process is killed, another soon takes over. */
export function createImportLocks(clock: Clock) {
  const until = () => new Date(clock.machineNow().getTime() + lockMs)

  type LockedImport = { one: PremisesImport; turn: ImportLock }

  /** Locks the import that has waited longest, or the given one. Returns null when there is no work. */
  async function take(which: { _id?: mongoose.Types.ObjectId } = {}): Promise<LockedImport | null> {
    const token = randomUUID()
    const one = await PremisesImportModel.findOneAndUpdate(
      {
        ...which,
        state: mongoose.trusted({ $in: ['checking', 'writing', 'undoing'] }),
        'turn.until': mongoose.trusted({ $lte: clock.machineNow() }),
      },
      { $set: { turn: { token, until: until() } }, $inc: { attempts: 1 } },
      { sort: { 'turn.until': 1 }, returnDocument: 'after' },
    ).lean<PremisesImport>()
    return one && { one, turn: createLock(one, token) }
  }

  /**
   * Locks an import that was received completely, so that the receiving process writes it at once. Returns null when another
   * process was faster.
   */
  async function takeReceived(_id: mongoose.Types.ObjectId): Promise<LockedImport | null> {
    const token = randomUUID()
    const one = await PremisesImportModel.findOneAndUpdate(
      { _id, state: 'receiving' },
      { $set: { state: 'writing', turn: { token, until: until() } } },
      { returnDocument: 'after' },
    ).lean<PremisesImport>()
    return one && { one, turn: createLock(one, token) }
  }

  function createLock({ _id: id, state }: PremisesImport, token: string): ImportLock {
    const write = async (fields: mongoose.UpdateQuery<PremisesImport>['$set']) => {
      const { matchedCount } = await PremisesImportModel.updateOne(
        { _id: id, 'turn.token': token, state },
        { $set: { attempts: 0, ...fields } },
      )
      if (matchedCount === 0) throw new ImportLockLost()
    }
    return {
      id,
      keep: fields => write({ ...fields, 'turn.until': until() }),
      end: fields => write({ ...fields, turn: unlocked }),
    }
  }

  return { take, takeReceived }
}

export const notLocked = unlocked
