import { setTimeout as pause } from 'node:timers/promises'
import { trusted } from 'mongoose'
import { AuditIntentModel, type AuditEntry } from '#models/audit/audit-entry.ts'
import type { Content } from './chain.ts'

/** What is still to be added; `tried`: the first of it as it was sent to a database that did not answer. */
export type PendingEntries = { contents: readonly Content[]; tried: readonly AuditEntry[] }

/** Before the intent of the request counts as that of a process that was killed. */
const maxAgeMs = 10 * 60_000
/** A database that is away for long must not fill the memory: of what is beyond, the intents tell. */
const maxPending = 10_000
const maxWaitMs = 5_000

/**
 * Entries that could not be written because the database was away: `write` is tried again, sooner at first, until they are there.
 * Then nothing of their requests can be lost any more. A process that ends before leaves the intents.
 */
export function createPendingEntryQueue(write: (entries: PendingEntries) => Promise<void>) {
  const pending: { left: PendingEntries; requests: string[]; until: number }[] = []
  let paying = false

  function add(entries: PendingEntries): void {
    if (pending.reduce((sum, one) => sum + one.left.contents.length, 0) >= maxPending) return
    const requests = entries.contents.filter(({ last }) => last).map(({ requestId }) => requestId)
    pending.push({ left: entries, requests, until: performance.now() + maxAgeMs })
    if (!paying) void writeAll()
  }

  async function writeAll(): Promise<void> {
    paying = true
    for (let waitMs = 200; pending.length > 0; waitMs = Math.min(waitMs * 2, maxWaitMs)) {
      await pause(waitMs, undefined, { ref: false })
      await writeFirst().catch(() => undefined)
      while (pending[0] && pending[0].until < performance.now()) pending.shift()
    }
    paying = false
  }

  async function writeFirst(): Promise<void> {
    for (let [first] = pending; first; [first] = pending) {
      await write(first.left)
      await AuditIntentModel.deleteMany({ _id: trusted({ $in: first.requests }) })
      pending.shift()
    }
  }

  return { add }
}
