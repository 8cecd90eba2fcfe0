import { model, Schema, type Types } from 'mongoose'

/**
 * An effect that could not be carried out yet: how often it was tried and when it is tried again. Kept beside the document
 * and not in it: a bulk decision is undone by comparing what its document still has to do, and that is the same however
 * often it failed. Removed once the effect is done, dropped or withdrawn.
 */
export type OutboxAttempt = {
  _id: Types.ObjectId
  /** The slice's outbox, and the document and key of the effect in it. */
  outbox: string
  document: Types.ObjectId
  key: string
  kind: string
  failures: number
  firstFailedAt: Date
  nextAttemptAt: Date
  /** Since it waits for an administrator; null while it is tried again by itself. */
  parkedAt?: Date | null
  /** What went wrong the last time, for administrators; without addresses of people. */
  lastError: string
}

const outboxAttemptSchema = new Schema<OutboxAttempt>(
  {
    outbox: { type: String, required: true },
    document: { type: Schema.Types.ObjectId, required: true },
    key: { type: String, required: true },
    kind: { type: String, required: true },
    failures: { type: Number, required: true },
    firstFailedAt: { type: Date, required: true },
    nextAttemptAt: { type: Date, required: true },
    parkedAt: { type: Date, default: null },
    lastError: { type: String, required: true },
  },
  { autoIndex: false, collection: 'outbox_attempts', versionKey: false },
)
outboxAttemptSchema.index({ outbox: 1, document: 1, key: 1 }, { unique: true })

export const OutboxAttemptModel = model<OutboxAttempt>('OutboxAttempt', outboxAttemptSchema)
