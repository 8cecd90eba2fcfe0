import { trusted } from 'mongoose'
import { AuditEntryModel, AuditHeadModel, AuditIntentModel, type AuditEntry } from '#models/audit/audit-entry.ts'
import type { Clock } from '#outside/clock.ts'
import type { Checker, Finding } from '#shared/checks.ts'
import { chainStart, faultOf } from './chain.ts'

const chainCheckName = 'the audit trail is one unbroken chain: nothing removed, changed or put in another order'
const endCheckName = 'the audit trail still has the entry that was last seen at its end'
const intentCheckName = 'every act of the staff has come to its entry in the audit trail'
const hour = 3_600_000

/** Reads the whole trail in order; a million entries take about ten seconds. */
export const auditChecks = ({ clock }: { clock: Clock }): readonly Checker[] => [
  { promises: [named(chainCheckName), named(endCheckName)], look: checkChain },
  { promises: [{ name: intentCheckName, level: 'warning' }], look: () => checkIntents(clock) },
]

const named = (name: string) => ({ name, level: 'violation' }) as const

async function* checkChain(): AsyncIterable<Finding> {
  // Read first, because the site may be writing meanwhile and the end only moves forward.
  const head = await AuditHeadModel.findById('head').lean()
  let previous: Pick<AuditEntry, '_id' | 'hash'> = chainStart
  let found = head === null
  for await (const entry of AuditEntryModel.find().sort({ _id: 1 }).lean<AuditEntry>().cursor({ batchSize: 1_000 })) {
    const why = faultOf(entry, previous)
    if (why) yield { check: chainCheckName, id: String(entry._id), why }
    if (entry._id === head?.number) found = entry.hash === head.hash
    previous = entry
  }
  if (head && !found) yield { check: endCheckName, id: String(head.number), why: cutOff(previous._id, head.number) }
}

const cutOff = (last: number, expected: number): string =>
  last < expected
    ? `the trail ends at number ${String(last)}; the entries up to number ${String(expected)} were removed`
    : 'is no longer the entry that was written'

async function* checkIntents(clock: Clock): AsyncIterable<Finding> {
  const before = new Date(clock.now().getTime() - hour)
  const open = AuditIntentModel.find({ at: trusted({ $lt: before }) }, { _id: 1 }).lean()
  for await (const { _id } of open)
    yield { check: intentCheckName, id: _id, why: 'the worker has not settled it for an hour' }
}
