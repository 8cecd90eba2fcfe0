import mongoose from 'mongoose'
import type { EntryCause, PremisesChange } from '#models/premises/parts/premises-change.ts'
import type { FormValues } from '#web/forms/forms.ts'
import { recordAudit, type Action, type FieldChange, type AuditRecord } from '#outside/audit.ts'
import { valuesOf } from '../fields/values.ts'
import type { ListingFacts } from './listing-facts.ts'

/** Number of events kept in the document of a premises; all events are in its history. */
const maxStoredEvents = 100

type Author = { id: string; name: string; role?: string | undefined; via?: string | undefined }
export type Act = { at: Date; kind: string; by: Author | null; note?: string }
type Details = {
  /** Version that the write makes; always given together with `changes`. */
  version?: number
  changes?: PremisesChange[]
  /** Note of the event in the document, in place of `note`. */
  brief?: string
  /** Bulk change that the write belongs to, and its change of the status. */
  bulk?: mongoose.Types.ObjectId
  status?: PremisesChange | undefined
  /** Import that made the write; the event is found by it. */
  import?: mongoose.Types.ObjectId
}

/**
 * Returns the `$push` of a write to a premises: its event, and an entry with all changes that waits in the document until
 * `versions.file` moves it into the history. A crash at any point loses nothing, and documents stay small. Use it as (or in)
 * the `$push` of the one write: `{ $set: facts, $inc: { version: 1 }, $push: recorded(act, details) }`.
 */
export function createEventPush(
  { at, kind, by, note = '' }: Act,
  { version, changes = [], brief = note, status, ...cause }: Details = {},
) {
  const entry = new mongoose.Types.ObjectId()
  const who = by ? { by: new mongoose.Types.ObjectId(by.id), byName: by.name } : { by: null, byName: '' }
  const act = { at, kind, ...who }
  const caused = causeOf(by, { ...cause, status })
  return {
    events: { $each: [{ ...act, note: brief, entry, ...cause }], $slice: -maxStoredEvents },
    unfiled: { _id: entry, ...act, note, version: version ?? null, changes, ...(caused && { cause: caused }) },
  }
}

/**
 * Returns the `$push` of several acts of one write, in order. The details belong to the first act; the others follow from
 * it.
 */
export function createEventsPush([first, ...more]: readonly Act[], details: Details = {}) {
  const all = [...(first ? [createEventPush(first, details)] : []), ...more.map(act => createEventPush(act))]
  return {
    events: { $each: all.flatMap(({ events }) => events.$each), $slice: -maxStoredEvents },
    unfiled: { $each: all.map(({ unfiled }) => unfiled) },
  }
}

function causeOf(by: Author | null, { bulk, import: imported, status }: Details): EntryCause | null {
  const id = bulk ?? imported
  if (!id || !by) return null
  const { role = '', via } = by
  return { kind: bulk ? 'bulk' : 'import', id, role, ...(via && { via }), ...(status && { status }) }
}

/** Audit action of each kind of event. All other kinds are `premises.changed`. */
const actions = {
  created: 'premises.created',
  published: 'premises.published',
  paused: 'premises.paused',
  resumed: 'premises.resumed',
  archived: 'premises.archived',
  removed: 'premises.removed',
  restored: 'premises.restored',
  'version-restored': 'premises.version-restored',
} as const satisfies Record<string, Action>

type Event = { code: string; kind: string }

/** Returns the audit record of an event of a premises. */
export const auditRecordOf = ({ code, kind }: Event, changes: readonly FieldChange[], reason = ''): AuditRecord => ({
  action: kind in actions ? actions[kind as keyof typeof actions] : 'premises.changed',
  subject: { kind: 'premises', id: code, label: code },
  changes,
  ...(reason ? { reason } : {}),
})

/** Records an event of a premises in the audit trail. */
export const recordListingAudit = (...parameters: Parameters<typeof auditRecordOf>): void =>
  recordAudit(auditRecordOf(...parameters))

/** Returns the fields that differ, with their values as typed before and after. */
export const changesOf = (before: ListingFacts, after: ListingFacts): PremisesChange[] =>
  changedValues(valuesOf(before), valuesOf(after))

export const changedValues = (before: FormValues, after: FormValues): PremisesChange[] =>
  Object.keys({ ...before, ...after })
    .map(field => ({ field, before: before[field] ?? '', after: after[field] ?? '' }))
    .filter(change => !sameValue(change.before, change.after))

/** Checks whether two values are equal. An empty text and an empty list are equal. */
const sameValue = (one: string | string[], other: string | string[]): boolean =>
  [one].flat().filter(Boolean).join('\n') === [other].flat().filter(Boolean).join('\n')
