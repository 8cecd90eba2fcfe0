import { trusted } from 'mongoose'
import { AuditEntryModel, AuditIntentModel, type AuditIntent } from '#models/audit/audit-entry.ts'
import type { Act } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'

const minute = 60_000
/** Longer than any request may take. */
const interruptedAfterMs = 15 * minute

type Deps = { clock: Clock; keep: (acts: readonly Act[]) => Promise<void> }

/**
 * Records requests that a killed process never finished as interrupted. With `all` recent ones too: at the start of the only
 * process no other can be at work. Safe to repeat, late and in several processes. Returns how many there were.
 */
export async function settleInterrupted({ clock, keep }: Deps, { all = false } = {}): Promise<number> {
  let settled = 0
  for (;;) {
    const intent = await claimIntent(clock.now(), all)
    if (!intent) return settled
    // If the last entry exists, only the removal of the intent is missing.
    const complete = await AuditEntryModel.exists({ requestId: intent._id, last: true })
    if (!complete) {
      await keep([interruption(intent)])
      settled += 1
    }
    await AuditIntentModel.deleteOne({ _id: intent._id })
  }
}

/** Claims one intent for a minute; null if there is none. */
async function claimIntent(now: Date, all: boolean): Promise<AuditIntent | null> {
  return AuditIntentModel.findOneAndUpdate(
    {
      ...(all ? {} : { at: trusted({ $lt: new Date(now.getTime() - interruptedAfterMs) }) }),
      takenUntil: trusted({ $not: { $gt: now } }),
    },
    { $set: { takenUntil: new Date(now.getTime() + minute) } },
    { sort: { at: 1 } },
  ).lean<AuditIntent>()
}

const interruption = ({ _id, who, route }: AuditIntent): Act => ({
  action: 'interrupted',
  subject: { kind: 'page', id: route },
  who,
  requestId: _id,
  route,
  outcome: 'interrupted',
  last: true,
})
