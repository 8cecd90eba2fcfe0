import { model, Schema, type InferSchemaType, type Types } from 'mongoose'

/** What a token permits. `premises:review` adds to `premises:write` that texts may be marked as reviewed. */
export const tokenScopes = ['premises:read', 'premises:write', 'premises:review'] as const
export type TokenScope = (typeof tokenScopes)[number]

/** A key with which a program acts for a colleague (ADR 44). The key itself is shown once and not stored. */
const accessTokenSchema = new Schema(
  {
    account: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    /** Name of the program that uses the key, as entered by the colleague who created it. */
    name: { type: String, required: true },
    /** First characters of the key, shown in lists to tell keys apart. */
    prefix: { type: String, required: true },
    /** SHA-256 of the key. */
    hash: { type: String, required: true },
    scopes: { type: [{ type: String, enum: tokenScopes }], required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    /** Date of the last use, updated at most once a minute. */
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
