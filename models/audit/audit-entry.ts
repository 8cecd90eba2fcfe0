import { model, Schema } from 'mongoose'

export const auditOutcomes = ['done', 'refused', 'failed', 'interrupted'] as const
export type AuditOutcome = (typeof auditOutcomes)[number]

/**
 * One act, chained to the one before it. Only ever added to: nothing in the code changes or removes an entry. It holds ids,
 * codes and references, never a name, so that it may stay when an account is deleted.
 */
export type AuditEntry = {
  /** The running number, from 1, without gaps. */
  _id: number
  at: Date
  /** `id` is null for the program itself and for whoever is not signed in. */
  who: {
    id: string | null
    role: string
    /** The program that acted for them: the name and the beginning of its key. */ via?: string
  }
  action: string
  subject: { kind: string; id: string; label: string | null }
  /** Values as JSON. */
  changes: { field: string; before: string; after: string }[]
  reason: string | null
  requestId: string
  /** `POST /staff/premises/:code`, or which job or command it was. */
  route: string
  outcome: AuditOutcome
  /** The last entry of its request: with it all of what the request did is here. */
  last: boolean
  /** Of the entry before; 64 zeros for the first. */
  previousHash: string
  /** SHA-256 in hex, see `server/features/audit/chain.ts`. */
  hash: string
}

const text = { type: String, required: true } as const
const maybe = { type: String, default: null } as const

const auditEntrySchema = new Schema<AuditEntry>(
  {
    _id: { type: Number, required: true },
    at: { type: Date, required: true },
    who: { id: maybe, role: text, via: { type: String } },
    action: text,
    subject: { kind: text, id: text, label: maybe },
    changes: { type: [{ _id: false, field: text, before: text, after: text }], required: true },
    reason: maybe,
    requestId: text,
    route: text,
    outcome: { type: String, enum: auditOutcomes, required: true },
    last: { type: Boolean, required: true },
    previousHash: text,
    hash: text,
  },
  { autoIndex: false, versionKey: false, collection: 'audit-entries' },
)
// Each filter of the page, alone or with another one, newest first.
auditEntrySchema.index({ 'who.id': 1, _id: -1 })
auditEntrySchema.index({ 'who.id': 1, action: 1, _id: -1 })
auditEntrySchema.index({ 'who.id': 1, 'subject.kind': 1, _id: -1 })
auditEntrySchema.index({ action: 1, _id: -1 })
// An action and another kind than its own: nothing is found, and without this it took reading all of one of them.
auditEntrySchema.index({ action: 1, 'subject.kind': 1, _id: -1 })
auditEntrySchema.index({ 'subject.kind': 1, _id: -1 })
auditEntrySchema.index({ 'subject.id': 1, _id: -1 })
auditEntrySchema.index({ 'subject.label': 1, _id: -1 })
auditEntrySchema.index({ outcome: 1, _id: -1 })
auditEntrySchema.index({ requestId: 1, _id: -1 })
auditEntrySchema.index({ at: 1 })

export const AuditEntryModel = model<AuditEntry>('AuditEntry', auditEntrySchema)

/** Where the trail was last seen to end, so that a tail that was cut off is missed. One document, `head`. */
export type AuditHead = { _id: string; number: number; hash: string }

const auditHeadSchema = new Schema<AuditHead>(
  { _id: text, number: { type: Number, required: true }, hash: text },
  { autoIndex: false, versionKey: false, collection: 'audit-heads' },
)

export const AuditHeadModel = model<AuditHead>('AuditHead', auditHeadSchema)

/** What a colleague has set out to do: stored before it is done, removed when its entries are in the trail. */
export type AuditIntent = {
  /** The request's id. */
  _id: string
  at: Date
  who: AuditEntry['who']
  route: string
  /** Until then one process is busy with it. */
  takenUntil?: Date
}

const auditIntentSchema = new Schema<AuditIntent>(
  {
    _id: text,
    at: { type: Date, required: true },
    who: { id: maybe, role: text, via: { type: String } },
    route: text,
    takenUntil: Date,
  },
  { autoIndex: false, versionKey: false, collection: 'audit-intents' },
)
auditIntentSchema.index({ at: 1 })

export const AuditIntentModel = model<AuditIntent>('AuditIntent', auditIntentSchema)
