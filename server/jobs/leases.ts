import { randomUUID } from 'node:crypto'
import { trusted } from 'mongoose'
import { ChoreModel, type Chore } from '#models/chore.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'

/** How long a process that is killed keeps others from its chore. A process that lives renews in time. */
const leaseMs = 8_000
const renewEveryMs = 2_000
/** By how much the clocks of machines may differ. A lease that ends later is from before a clock was set back. */
const clocksDifferMs = 60_000

/** What is stored of a chore that nobody is at. */
const nobodys = { holder: null, leaseUntil: null, takenAt: null }

/** Who this process is, for the others. */
const me = randomUUID()

/**
 * Leases on chores, in the database: of several processes one has a chore at a time. They follow the clock of the machine,
 * never the one of the domain.
 */
export const leases = {
  /** So that each chore is known. Due now is what is new, and what a process that died may have left without waking anybody. */
  async know(chores: readonly { name: string; everySeconds: number; wokenBy?: string }[]): Promise<void> {
    for (const { name, everySeconds, wokenBy } of chores) {
      const now = Date.now()
      const latest = new Date(wokenBy ? now : now + everySeconds * 1_000)
      const known = await ChoreModel.updateOne({ _id: name }, { $min: { dueAt: latest } })
      if (known.matchedCount === 0) await ChoreModel.create({ _id: name, dueAt: new Date(now) }).catch(ignoreKnown)
    }
  },

  /** Which of these chores somebody should do now. */
  async due(names: readonly string[]): Promise<string[]> {
    const filter = { _id: trusted({ $in: [...names] }), ...dueAt(new Date()) }
    return (await ChoreModel.find(filter, { _id: 1 }).lean<Chore[]>()).map(({ _id }) => _id)
  },

  /** Makes them due now, for all processes; also those that somebody is at. */
  async wake(names: readonly string[]): Promise<void> {
    await ChoreModel.updateMany({ _id: trusted({ $in: [...names] }) }, { $min: { dueAt: new Date() } })
  },

  /** Takes the chore and keeps it while `work` goes on. Returns whether it is due again: it was woken meanwhile. */
  async holding(name: string, everySeconds: number, work: () => Promise<void>): Promise<boolean> {
    const now = Date.now()
    const [takenAt, leaseUntil] = [new Date(now), new Date(now + leaseMs)]
    const lease = { holder: me, takenAt, leaseUntil, dueAt: new Date(now + everySeconds * 1_000) }
    const taken = await ChoreModel.findOneAndUpdate({ _id: name, ...dueAt(new Date(now)) }, { $set: lease }).lean()
    if (!taken) return false
    const renewing = setInterval(() => void renew(name), renewEveryMs)
    try {
      await work()
    } finally {
      clearInterval(renewing)
    }
    const freed = await ChoreModel.findOneAndUpdate({ _id: name, holder: me }, { $set: nobodys }).lean<Chore>()
    return freed !== null && freed.dueAt.getTime() <= Date.now()
  },

  /** Gives back chores that this process has not finished and will not: somebody else need not wait until a lease runs out. */
  async giveBack(names: readonly string[]): Promise<void> {
    const ours = { _id: trusted({ $in: [...names] }), holder: me }
    await ChoreModel.updateMany(ours, { $set: { ...nobodys, dueAt: new Date() } })
  },
}

/** When the database does not answer, the lease runs out and somebody else goes on: chores may run twice. */
const renew = (name: string): Promise<unknown> =>
  ChoreModel.updateOne({ _id: name, holder: me }, { $set: { leaseUntil: new Date(Date.now() + leaseMs) } })
    .exec()
    .catch(() => null)

/** Another process was faster. */
function ignoreKnown(error: unknown): void {
  if (!isDuplicateKey(error)) throw error
}

const dueAt = (now: Date) => ({
  $or: [
    { leaseUntil: null, dueAt: trusted({ $lte: now }) },
    // Abandoned: whoever had it is dead.
    { leaseUntil: trusted({ $lte: now }) },
    { leaseUntil: trusted({ $gt: new Date(now.getTime() + leaseMs + clocksDifferMs) }) },
  ],
})
