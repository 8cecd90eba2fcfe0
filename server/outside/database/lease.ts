import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import mongoose from 'mongoose'
import { isDuplicateKey } from './duplicate-key.ts'

/** Long enough for a pause of the process or of the network; as long waits whoever comes after a process that was killed. */
const leaseMs = 15_000
const askAgainMs = 250

type Lease = { _id: string; holder: string; until: Date }
/** `waiting` is called once, when another process holds the lease. `leaseMs` is for tests. */
type Options = { waiting?: () => void; leaseMs?: number }

/** Another process took the lease over, because this one did not renew it in time. */
export class LeaseLostError extends Error {}

/**
 * Does some work while no other process that uses this database does work under the same name. Waits for its turn. The
 * lease is renewed during the work and ends by itself when its holder is killed. `held` throws `LeaseLostError` when the
 * lease is no longer ours: long work asks before each step. Times are the database's, so that the clocks of machines, and
 * the one that tests set, do not matter.
 */
export async function withLease<T>(
  name: string,
  work: (held: () => void) => Promise<T>,
  { waiting, ...options }: Options = {},
): Promise<T> {
  const lease = leaseOf(name, options.leaseMs ?? leaseMs)
  if (!(await lease.take())) {
    waiting?.()
    do await wait(askAgainMs)
    while (!(await lease.take()))
  }
  const stop = lease.keepRenewing()
  try {
    return await work(lease.held)
  } finally {
    stop()
    // Without the database it ends by itself.
    await lease.giveBack().catch(() => undefined)
  }
}

/** For whoever has just opened the files of a database alone: who held a lease in it is dead. */
export async function endAllLeases(): Promise<void> {
  await leases().deleteMany({})
}

const leases = () => mongoose.connection.collection<Lease>('process-leases')

function leaseOf(name: string, lengthMs: number) {
  const holder = randomUUID()
  let heldUntil = 0

  /** One write, which leaves a lease that has not ended as it is. */
  async function take(): Promise<boolean> {
    const asked = performance.now()
    const end = { $ifNull: ['$until', new Date(0)] }
    // No lease reaches further than its length: one that does is from before the clock was set back.
    const ended = { $or: [{ $lt: [end, '$$NOW'] }, { $gt: [end, { $add: ['$$NOW', Math.max(lengthMs, leaseMs)] }] }] }
    const ours = { $cond: [ended, holder, '$holder'] }
    const until = { $cond: [ended, { $add: ['$$NOW', lengthMs] }, '$until'] }
    const found = await leases()
      .findOneAndUpdate({ _id: name }, [{ $set: { holder: ours, until } }], { upsert: true, returnDocument: 'after' })
      .catch(unlessJustMade)
    if (found?.holder !== holder) return false
    heldUntil = asked + lengthMs
    return true
  }

  async function renew(): Promise<void> {
    const asked = performance.now()
    const { matchedCount } = await leases().updateOne({ _id: name, holder }, [
      { $set: { until: { $add: ['$$NOW', lengthMs] } } },
    ])
    heldUntil = matchedCount === 1 ? asked + lengthMs : 0
  }

  return {
    take,
    keepRenewing: () => {
      // A renewal that fails is tried again; when none succeeds, `held` says so.
      const timer = setInterval(() => void renew().catch(() => undefined), lengthMs / 3)
      return () => clearInterval(timer)
    },
    held: () => {
      if (performance.now() >= heldUntil) throw new LeaseLostError(`another process has taken over: ${name}`)
    },
    giveBack: () => leases().deleteOne({ _id: name, holder }),
  }
}

/** Of two who make the first lease of a name at once, the unique `_id` lets one. */
function unlessJustMade(error: unknown): null {
  if (isDuplicateKey(error)) return null
  throw error
}
