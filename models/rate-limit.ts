import { model, Schema } from 'mongoose'

/**
 * Attempts counted per account or address. rate-limiter-flexible reads and writes this collection itself. The model declares
 * its index and lets a job delete expired documents, because TTL indexes never fire on the embedded engine.
 */
const rateLimitSchema = new Schema(
  {
    key: { type: String, required: true },
    points: { type: Number, required: true },
    expire: { type: Date },
  },
  { autoIndex: false, collection: 'ratelimits', versionKey: false },
)
rateLimitSchema.index({ key: 1 }, { unique: true })
rateLimitSchema.index({ expire: 1 })

export const RateLimitModel = model('RateLimit', rateLimitSchema)
