import { model, Schema, type Types } from 'mongoose'

/**
 * An effect that has failed: how often it was tried and when it is tried again. It is stored beside the document and not in
 * it, because a bulk decision is undone by comparing the pending effects of its document, which must not change with
 * failures. Removed once the effect is done, dropped or withdrawn.
 */
export type OutboxAttempt = {
  _id: Types.ObjectId
  /** Name of the slice's outbox, and the document and key of the effect in it. */
  outbox: string
  document: Types.ObjectId
  key: string
  kind: string
  failures: number
  firstFailedAt: Date
  nextAttemptAt: Date
  /** Date since which it waits for an administrator; null while it is retried automatically. */
  parkedAt?: Date | null
  /** The last error, for administrators; without people's addresses. */
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
