import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import mongoose from 'mongoose'
import { isDuplicateKey } from './duplicate-key.ts'

/**
 * Length of a lease: long enough for a pause of the process or of the network. After a killed process, the next one waits as
 * long, and longer by as much as the clock of the database was set back meanwhile.
 */
const leaseMs = 15_000
/**
 * By how much the clock of a database may be set back, or that of its next primary be behind, without ending a lease. A lease
 * whose end is more than its length and this ahead was taken before the clock was set back, and counts as ended.
 */
const maxClockDifferenceMs = 60_000
const retryMs = 250

type Lease = { _id: string; holder: string; until: Date }
/** `waiting` is called once, when another process holds the lease. `leaseMs` is for tests. */
type Options = { waiting?: () => void; leaseMs?: number }

/** Thrown when another process took over the lease because this one did not renew it in time. */
export class LeaseLostError extends Error {}

/**
 * Runs `work` while no other process that uses this database runs work under the same name; waits for its turn. The lease is
 * renewed during the work and expires when its holder is killed. `held` throws `LeaseLostError` when the lease is no longer
 * ours: long work calls it before each step. Times are those of the database, so the clocks of machines, and the one that
 * tests set, do not matter.
 */
export async function withLease<T>(
  name: string,
  work: (held: () => void) => Promise<T>,
  { waiting, ...options }: Options = {},
): Promise<T> {
  const lease = createLease(name, options.leaseMs ?? leaseMs)
  if (!(await lease.take())) {
    waiting?.()
    do await wait(retryMs)
    while (!(await lease.take()))
  }
  const stop = lease.keepRenewing()
  try {
    return await work(lease.held)
  } finally {
    stop()
    // If the database is away, the lease expires by itself.
    await lease.giveBack().catch(() => undefined)
  }
}

/** Deletes all leases. For a process that has just opened the files of a database alone: every earlier holder is dead. */
export async function endAllLeases(): Promise<void> {
  await leases().deleteMany({})
}

const leases = () => mongoose.connection.collection<Lease>('process-leases')

function createLease(name: string, lengthMs: number) {
  const holder = randomUUID()
  let heldUntil = 0

  /** Tries to take the lease in one write, which leaves a lease that has not expired unchanged. */
  async function take(): Promise<boolean> {
    const askedAt = performance.now()
    const end = { $ifNull: ['$until', new Date(0)] }
    const latestEnd = { $add: ['$$NOW', Math.max(lengthMs, leaseMs) + maxClockDifferenceMs] }
    const ended = { $or: [{ $lt: [end, '$$NOW'] }, { $gt: [end, latestEnd] }] }
    const nextHolder = { $cond: [ended, holder, '$holder'] }
    const until = { $cond: [ended, { $add: ['$$NOW', lengthMs] }, '$until'] }
    const found = await leases()
      .findOneAndUpdate({ _id: name }, [{ $set: { holder: nextHolder, until } }], {
        upsert: true,
        returnDocument: 'after',
      })
      .catch(ignoreJustCreated)
    if (found?.holder !== holder) return false
    heldUntil = askedAt + lengthMs
    return true
  }

  async function renew(): Promise<void> {
    const askedAt = performance.now()
    const { matchedCount } = await leases().updateOne({ _id: name, holder }, [
      { $set: { until: { $add: ['$$NOW', lengthMs] } } },
    ])
    heldUntil = matchedCount === 1 ? askedAt + lengthMs : 0
  }

  return {
    take,
    keepRenewing: () => {
      // A failed renewal is tried again; if none succeeds, `held` throws.
      const timer = setInterval(() => void renew().catch(() => undefined), lengthMs / 3)
      return () => clearInterval(timer)
    },
    held: () => {
      if (performance.now() >= heldUntil) throw new LeaseLostError(`another process has taken over: ${name}`)
    },
    giveBack: () => leases().deleteOne({ _id: name, holder }),
  }
}

/** When two processes create the first lease of a name at once, the unique `_id` lets only one of them succeed. */
function ignoreJustCreated(error: unknown): null {
  if (isDuplicateKey(error)) return null
  throw error
}
