import { model, Schema } from 'mongoose'

export const auditOutcomes = ['done', 'refused', 'failed', 'interrupted'] as const
export type AuditOutcome = (typeof auditOutcomes)[number]

/**
 * One act in the audit trail, chained to the entry before it. Entries are append-only: no code changes or removes one. An
 * entry holds ids, codes and references, never names, so it can stay when an account is deleted.
 */
export type AuditEntry = {
  /** Sequence number, from 1, without gaps. */
  _id: number
  at: Date
  /** `id` is null for the program itself and for visitors who are not signed in. */
  who: {
    id: string | null
    role: string
    /** The program that acted for them: name and first characters of its key. */ via?: string
  }
  action: string
  subject: { kind: string; id: string; label: string | null }
  /** Values as JSON. */
  changes: { field: string; before: string; after: string }[]
  reason: string | null
  requestId: string
  /** Route, such as `POST /staff/premises/:code`, or the name of the job or command. */
  route: string
  outcome: AuditOutcome
  /** True for the last entry of its request: all acts of the request are then in the trail. */
  last: boolean
  /** Hash of the previous entry; 64 zeros for the first. */
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
// Each filter of the audit page, alone or combined with another one, newest first.
auditEntrySchema.index({ 'who.id': 1, _id: -1 })
auditEntrySchema.index({ 'who.id': 1, action: 1, _id: -1 })
auditEntrySchema.index({ 'who.id': 1, 'subject.kind': 1, _id: -1 })
auditEntrySchema.index({ action: 1, _id: -1 })
// For an action combined with a kind it never has: without this index all entries of the action or of the kind were read.
auditEntrySchema.index({ action: 1, 'subject.kind': 1, _id: -1 })
auditEntrySchema.index({ 'subject.kind': 1, _id: -1 })
auditEntrySchema.index({ 'subject.id': 1, _id: -1 })
auditEntrySchema.index({ 'subject.label': 1, _id: -1 })
auditEntrySchema.index({ outcome: 1, _id: -1 })
auditEntrySchema.index({ requestId: 1, _id: -1 })
auditEntrySchema.index({ at: 1 })

export const AuditEntryModel = model<AuditEntry>('AuditEntry', auditEntrySchema)

/** The last known end of the trail, which reveals that entries at the end were removed. One document, `head`. */
export type AuditHead = { _id: string; number: number; hash: string }

const auditHeadSchema = new Schema<AuditHead>(
  { _id: text, number: { type: Number, required: true }, hash: text },
  { autoIndex: false, versionKey: false, collection: 'audit-heads' },
)

export const AuditHeadModel = model<AuditHead>('AuditHead', auditHeadSchema)

/** An act that a colleague has begun: stored before the act, removed when its entries are in the trail. */
export type AuditIntent = {
  /** Id of the request. */
  _id: string
  at: Date
  who: AuditEntry['who']
  route: string
  /** End of the lease of the process that handles the intent. */
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
