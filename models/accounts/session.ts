import { model, Schema } from 'mongoose'

/**
 * Sessions as connect-mongo reads and writes them itself; the model declares the index by which an account's are found.
 * What is in one is in `server/web/locals.ts`.
 */
const sessionSchema = new Schema(
  { _id: { type: String, required: true }, expires: { type: Date }, session: { type: Schema.Types.Mixed } },
  { autoIndex: false, collection: 'sessions', versionKey: false },
)
sessionSchema.index({ 'session.accountId': 1 }, { sparse: true })

export const SessionModel = model('Session', sessionSchema)
