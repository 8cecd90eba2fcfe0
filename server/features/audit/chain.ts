import { createHash } from 'node:crypto'
import type { AuditEntry } from '#models/audit/audit-entry.ts'
import type { Act } from '#outside/audit.ts'
import { maskChange } from './masking.ts'

/** Content of an entry without its position in the chain. */
export type Content = Omit<AuditEntry, '_id' | 'hash' | 'previousHash'>
type Link = Pick<AuditEntry, '_id' | 'hash'>

/** The link before the first entry. */
export const chainStart: Link = { _id: 0, hash: '0'.repeat(64) }

/** Longer values are cut: the trail records that a text was changed, its versions are stored with the text. */
const maxTextLength = 2_000

/**
 * Returns what is stored of an act: secrets masked, lengths bounded, and text that reads the same when it comes back from
 * the database.
 */
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
      const { field, before, after } = maskChange(subject.kind, change)
      return { field: wellFormed(field), before: asJson(before), after: asJson(after) }
    }),
    reason: act.reason ? wellFormed(act.reason).slice(0, maxTextLength) : null,
    requestId: wellFormed(requestId),
    route: wellFormed(route),
    outcome,
    last,
  }
}

/** Replaces unpaired surrogates: the database would change them, and the hash would no longer match. */
const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8')

function asJson(value: unknown): string {
  const json = wellFormed(JSON.stringify(value))
  return json.length > maxTextLength ? wellFormed(`${json.slice(0, maxTextLength)}…`) : json
}

/**
 * SHA-256 of the number, the previous hash and the whole content as a JSON array in a fixed order, so that no two entries
 * serialise to the same text.
 */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { who, subject, changes } = entry
  const hashedFields = [
    ...[entry._id, entry.previousHash, entry.at.toISOString(), who.id, who.role, entry.action],
    ...[subject.kind, subject.id, subject.label],
    changes.map(({ field, before, after }) => [field, before, after]),
    ...[entry.reason, entry.requestId, entry.route, entry.outcome, entry.last],
    // Included only when present, so that older entries keep their hashes.
    ...(who.via ? [who.via] : []),
  ]
  return createHash('sha256').update(JSON.stringify(hashedFields)).digest('hex')
}

/** Chains the contents behind a link. */
export function chainEntries(after: Link, contents: readonly Content[]): AuditEntry[] {
  let previous = after
  return contents.map(content => {
    const linked = { _id: previous._id + 1, ...content, previousHash: previous.hash }
    const entry = { ...linked, hash: hashOf(linked) }
    previous = entry
    return entry
  })
}

/** Returns what is wrong with an entry, given the one before it; null if nothing is. */
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
