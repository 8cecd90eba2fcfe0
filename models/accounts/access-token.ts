import { model, Schema, type InferSchemaType, type Types } from 'mongoose'

/** What a token lets its program do. `premises:review` goes with `premises:write`: it may say that a text has been read. */
export const tokenScopes = ['premises:read', 'premises:write', 'premises:review'] as const
export type TokenScope = (typeof tokenScopes)[number]

/** A key with which a program acts for a colleague (ADR 44). The key itself is shown once and kept nowhere. */
const accessTokenSchema = new Schema(
  {
    account: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    /** Which program has it, in the words of whoever made it. */
    name: { type: String, required: true },
    /** The beginning of the key: by it people recognise one. */
    prefix: { type: String, required: true },
    /** SHA-256 of the key. */
    hash: { type: String, required: true },
    scopes: { type: [{ type: String, enum: tokenScopes }], required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    /** To the minute. */
    lastUsedAt: { type: Date },
    revokedAt: { type: Date },
    revokedBy: { type: Schema.Types.ObjectId, ref: 'Account' },
  },
  { autoIndex: false, versionKey: false, collection: 'access-tokens' },
)
accessTokenSchema.index({ hash: 1 }, { unique: true })
accessTokenSchema.index({ account: 1, createdAt: -1 })
accessTokenSchema.index({ createdAt: -1 })

export type AccessToken = InferSchemaType<typeof accessTokenSchema> & { _id: Types.ObjectId }
export const AccessTokenModel = model('AccessToken', accessTokenSchema)
