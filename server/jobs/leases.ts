import { randomUUID } from 'node:crypto'
import { trusted } from 'mongoose'
import { ChoreModel, type Chore } from '#models/chore.ts'
import { ignoreDuplicate } from '#outside/database/duplicate-key.ts'

/** How long a killed process keeps others from its chore, in milliseconds. A live process renews its lease in time. */
const leaseMs = 8_000
const renewEveryMs = 2_000
/**
 * By how much the clocks of machines may differ. A lease that ends later than that was taken before a clock was set back.
 */
const maxClockDifferenceMs = 60_000

/** Stored values of a chore that no process holds. */
const freeLease = { holder: null, leaseUntil: null, takenAt: null }

type KnownChore = { name: string; everySeconds: number; wokenBy?: string; atStart?: boolean }

/** Id of this process, which others see as the holder. */
const ownProcessId = randomUUID()

/**
 * Leases on chores, in the database: only one of several processes runs a chore at a time. They follow the clock of the
 * machine, never that of the domain.
 */
export const leases = {
  /**
   * Registers the chores. New ones are due now. So are known ones that a start gives work, or that work wakes: a process that
   * died may have left work without waking them.
   */
  async know(chores: readonly KnownChore[]): Promise<void> {
    for (const { name, everySeconds, wokenBy, atStart } of chores) {
      const now = Date.now()
      const latest = new Date(wokenBy || atStart ? now : now + everySeconds * 1_000)
      const known = await ChoreModel.updateOne({ _id: name }, { $min: { dueAt: latest } })
      if (known.matchedCount === 0) await ChoreModel.create({ _id: name, dueAt: new Date(now) }).catch(ignoreDuplicate)
    }
  },

  /** Returns which of these chores are due now and not held by a live process. */
  async due(names: readonly string[]): Promise<string[]> {
    const filter = { _id: trusted({ $in: [...names] }), ...dueFilter(new Date()) }
    return (await ChoreModel.find(filter, { _id: 1 }).lean<Chore[]>()).map(({ _id }) => _id)
  },

  /** Makes the chores due now, for all processes, even while a process runs them. */
  async wake(names: readonly string[]): Promise<void> {
    await ChoreModel.updateMany({ _id: trusted({ $in: [...names] }) }, { $min: { dueAt: new Date() } })
  },

  /**
   * Takes the lease, renews it while `work` runs, then frees it. Returns whether the chore is due again because it was woken
   * meanwhile; false also when the lease could not be taken.
   */
  async holding(name: string, everySeconds: number, work: () => Promise<void>): Promise<boolean> {
    const now = Date.now()
    const takenAt = new Date(now)
    const leaseUntil = new Date(now + leaseMs)
    const lease = { holder: ownProcessId, takenAt, leaseUntil, dueAt: new Date(now + everySeconds * 1_000) }
    const taken = await ChoreModel.findOneAndUpdate({ _id: name, ...dueFilter(new Date(now)) }, { $set: lease }).lean()
    if (!taken) return false
    const renewing = setInterval(() => void renew(name), renewEveryMs)
    try {
      await work()
    } finally {
      clearInterval(renewing)
    }
    const freed = await ChoreModel.findOneAndUpdate(
      { _id: name, holder: ownProcessId },
      { $set: freeLease },
    ).lean<Chore>()
    return freed !== null && freed.dueAt.getTime() <= Date.now()
  },

  /** Frees chores that this process will not finish. Other processes need not wait until the leases run out. */
  async giveBack(names: readonly string[]): Promise<void> {
    const ownLeases = { _id: trusted({ $in: [...names] }), holder: ownProcessId }
    await ChoreModel.updateMany(ownLeases, { $set: { ...freeLease, dueAt: new Date() } })
  },
}

/**
 * Renews a lease. If the database does not answer, the lease runs out and another process takes over: chores may run twice.
 */
const renew = (name: string): Promise<unknown> =>
  ChoreModel.updateOne({ _id: name, holder: ownProcessId }, { $set: { leaseUntil: new Date(Date.now() + leaseMs) } })
    .exec()
    .catch(() => null)

const dueFilter = (now: Date) => ({
  $or: [
    { leaseUntil: null, dueAt: trusted({ $lte: now }) },
    // Abandoned: the process that held it is dead.
    { leaseUntil: trusted({ $lte: now }) },
    { leaseUntil: trusted({ $gt: new Date(now.getTime() + leaseMs + maxClockDifferenceMs) }) },
  ],
})
