import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { type PremisesImport, PremisesImportModel } from '#models/transfer/premises-import.ts'
import type { Clock } from '#outside/clock.ts'

/** After so long without a sign whoever worked on an import is taken for dead. */
const turnMs = 12_000
const nobody = { token: '', until: new Date(0) }

/** What another process works on now is not ours to go on with; what it has done by then stays done. */
export class ImportLockLost extends Error {}

export type ImportLock = {
  readonly id: mongoose.Types.ObjectId
  /** Writes how far it has come, and keeps the turn. Throws `ImportLockLost`. */
  keep(fields: mongoose.UpdateQuery<PremisesImport>['$set']): Promise<void>
  /** Writes the next state, and gives the turn away. Throws `ImportLockLost`. */
  end(fields: Partial<PremisesImport>): Promise<void>
}

/** One import is worked on by one process at a time; a killed one’s is taken over soon. */
export function importLocks(clock: Clock) {
  const until = () => new Date(clock.machineNow().getTime() + turnMs)

  type Taken = { one: PremisesImport; turn: ImportLock }

  /** The one that waits longest, or this one. Null where nobody is needed. */
  async function take(which: { _id?: mongoose.Types.ObjectId } = {}): Promise<Taken | null> {
    const token = randomUUID()
    const one = await PremisesImportModel.findOneAndUpdate(
      {
        ...which,
        state: mongoose.trusted({ $in: ['checking', 'writing', 'undoing'] }),
        'turn.until': mongoose.trusted({ $lte: clock.machineNow() }),
      },
      { $set: { turn: { token, until: until() } } },
      { sort: { 'turn.until': 1 }, returnDocument: 'after' },
    ).lean<PremisesImport>()
    return one && { one, turn: turnOf(one._id, token) }
  }

  /** What has been received whole is written, at once and by whoever received it. Null when somebody else was quicker. */
  async function takeReceived(_id: mongoose.Types.ObjectId): Promise<Taken | null> {
    const token = randomUUID()
    const one = await PremisesImportModel.findOneAndUpdate(
      { _id, state: 'receiving' },
      { $set: { state: 'writing', turn: { token, until: until() } } },
      { returnDocument: 'after' },
    ).lean<PremisesImport>()
    return one && { one, turn: turnOf(one._id, token) }
  }

  function turnOf(id: mongoose.Types.ObjectId, token: string): ImportLock {
    const write = async (fields: mongoose.UpdateQuery<PremisesImport>['$set']) => {
      const { matchedCount } = await PremisesImportModel.updateOne(
        { _id: id, 'turn.token': token },
        { $set: fields ?? {} },
      )
      if (matchedCount === 0) throw new ImportLockLost()
    }
    return {
      id,
      keep: fields => write({ ...fields, 'turn.until': until() }),
      end: fields => write({ ...fields, turn: nobody }),
    }
  }

  return { take, takeReceived }
}

export const notLocked = nobody
