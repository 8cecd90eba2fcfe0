import { createHash } from 'node:crypto'
import type { AuditEntry } from '#models/audit/audit-entry.ts'
import type { Act } from '#outside/audit.ts'
import { masked } from './masking.ts'

/** What an entry says, without its place in the chain. */
export type Content = Omit<AuditEntry, '_id' | 'hash' | 'previousHash'>
type Link = Pick<AuditEntry, '_id' | 'hash'>

/** Before the first entry. */
export const beginning: Link = { _id: 0, hash: '0'.repeat(64) }

/** Longer values are cut: the trail says that a text was changed, its versions are kept with the text. */
const longest = 2_000

/** What is kept of an act: masked, bounded, and of text that comes back from the database as it went. */
export function contentOf(act: Act, at: Date): Content {
  const { who, subject, changes = [], requestId, route, outcome, last } = act
  return {
    at,
    who: { id: who.id, role: who.role, ...(who.via ? { via: wellFormed(who.via) } : {}) },
    action: act.action,
    subject: {
      kind: subject.kind,
      id: wellFormed(subject.id),
      label: subject.label ? wellFormed(subject.label) : null,
    },
    changes: changes.map(change => {
      const { field, before, after } = masked(subject.kind, change)
      return { field: wellFormed(field), before: asJson(before), after: asJson(after) }
    }),
    reason: act.reason ? wellFormed(act.reason).slice(0, longest) : null,
    ...{ requestId: wellFormed(requestId), route: wellFormed(route), outcome, last },
  }
}

/** Half a character becomes another one on its way into the database, and the hash would no longer be right. */
const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8')

function asJson(value: unknown): string {
  const json = wellFormed(JSON.stringify(value))
  return json.length > longest ? wellFormed(`${json.slice(0, longest)}…`) : json
}

/**
 * SHA-256 over the number, the hash before and everything the entry says, in a fixed order: a JSON list, so that no two
 * entries read the same.
 */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { who, subject, changes } = entry
  const said = [
    ...[entry._id, entry.previousHash, entry.at.toISOString(), who.id, who.role, entry.action],
    ...[subject.kind, subject.id, subject.label],
    changes.map(({ field, before, after }) => [field, before, after]),
    ...[entry.reason, entry.requestId, entry.route, entry.outcome, entry.last],
    // Only where there is one: entries of before keep their hashes.
    ...(who.via ? [who.via] : []),
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/** Chains what was done to the entry it comes after. */
export function chained(after: Link, contents: readonly Content[]): AuditEntry[] {
  let previous = after
  return contents.map(content => {
    const linked = { _id: previous._id + 1, ...content, previousHash: previous.hash }
    const entry = { ...linked, hash: hashOf(linked) }
    previous = entry
    return entry
  })
}

/** What is wrong with an entry where the one before it is known; null is well. */
export function faultOf(entry: AuditEntry, previous: Link): string | null {
  if (entry._id !== previous._id + 1) return missing(previous._id + 1, entry._id - 1)
  if (hashOf(entry) !== entry.hash) return 'was changed after it was written'
  if (entry.previousHash !== previous.hash) return `does not follow from number ${String(previous._id)} as that now is`
  return null
}

const missing = (first: number, last: number): string =>
  first === last
    ? `number ${String(first)} is missing before it`
    : `numbers ${String(first)} to ${String(last)} are missing before it`
