import { trusted } from 'mongoose'
import { AuditEntryModel, AuditIntentModel, type AuditIntent } from '#models/audit/audit-entry.ts'
import type { Act } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'

const minute = 60_000
/** Longer than any request may take. */
const patienceMs = 15 * minute

type Deps = { clock: Clock; keep: (acts: readonly Act[]) => Promise<void> }

/**
 * Requests that a killed process never finished: the trail says so. With `all` not only old ones: at the start of the only
 * process nobody else can be at work. Safe to run twice, late and in several processes. Returns how many there were.
 */
export function interruptedOf({ clock, keep }: Deps) {
  return async function settleInterrupted({ all = false } = {}): Promise<number> {
    let settled = 0
    for (;;) {
      const intent = await takeOne(clock.now(), all)
      if (!intent) return settled
      // Its last entry is there when only the removal of the intent was not reached.
      const complete = await AuditEntryModel.exists({ requestId: intent._id, last: true })
      if (!complete) {
        await keep([interruption(intent)])
        settled += 1
      }
      await AuditIntentModel.deleteOne({ _id: intent._id })
    }
  }
}

/** One intent, for a minute nobody else's. */
async function takeOne(now: Date, all: boolean): Promise<AuditIntent | null> {
  return AuditIntentModel.findOneAndUpdate(
    {
      ...(all ? {} : { at: trusted({ $lt: new Date(now.getTime() - patienceMs) }) }),
      takenUntil: trusted({ $not: { $gt: now } }),
    },
    { $set: { takenUntil: new Date(now.getTime() + minute) } },
    { sort: { at: 1 } },
  ).lean<AuditIntent>()
}

const interruption = ({ _id, who, route }: AuditIntent): Act => ({
  action: 'interrupted',
  subject: { kind: 'page', id: route },
  ...{ who, requestId: _id, route, outcome: 'interrupted', last: true },
})
