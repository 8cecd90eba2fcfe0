import { model, Schema } from 'mongoose'

/**
 * Sessions, which connect-mongo reads and writes itself. The model declares the index that finds the sessions of an account.
 * The content of a session is described in `server/web/locals.ts`.
 */
const sessionSchema = new Schema(
  { _id: { type: String, required: true }, expires: { type: Date }, session: { type: Schema.Types.Mixed } },
  { autoIndex: false, collection: 'sessions', versionKey: false },
)
sessionSchema.index({ 'session.accountId': 1 }, { sparse: true })

export const SessionModel = model('Session', sessionSchema)
