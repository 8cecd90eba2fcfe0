import { setTimeout as pause } from 'node:timers/promises'
import { trusted } from 'mongoose'
import { AuditIntentModel, type AuditEntry } from '#models/audit/audit-entry.ts'
import type { Content } from './chain.ts'

/** What is still to be added; `tried`: the first of it as it was sent to a database that did not answer. */
export type Left = { contents: readonly Content[]; tried: readonly AuditEntry[] }

/** Before the intent of the request counts as that of a process that was killed. */
const patienceMs = 10 * 60_000
/** A database that is away for long must not fill the memory: of what is beyond, the intents tell. */
const mostOwed = 10_000
const longestWaitMs = 5_000

/**
 * Entries that could not be written because the database was away: `write` is tried again, sooner at first, until they are there.
 * Then nothing of their requests can be lost any more. A process that ends before leaves the intents.
 */
export function owedEntries(write: (left: Left) => Promise<void>) {
  const owed: { left: Left; requests: string[]; until: number }[] = []
  let paying = false

  function add(left: Left): void {
    if (owed.reduce((sum, one) => sum + one.left.contents.length, 0) >= mostOwed) return
    const requests = left.contents.filter(({ last }) => last).map(({ requestId }) => requestId)
    owed.push({ left, requests, until: performance.now() + patienceMs })
    if (!paying) void pay()
  }

  async function pay(): Promise<void> {
    paying = true
    for (let waitMs = 200; owed.length > 0; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      await pause(waitMs, undefined, { ref: false })
      await payFirst().catch(() => undefined)
      while (owed[0] && owed[0].until < performance.now()) owed.shift()
    }
    paying = false
  }

  async function payFirst(): Promise<void> {
    for (let [first] = owed; first; [first] = owed) {
      await write(first.left)
      await AuditIntentModel.deleteMany({ _id: trusted({ $in: first.requests }) })
      owed.shift()
    }
  }

  return { add }
}
