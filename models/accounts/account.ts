import { model, Schema, type InferSchemaType, type Types } from 'mongoose'
import { localisedTextSchema } from '../parts/localised-text.ts'

export const accountRoles = ['applicant', 'listing_manager', 'reviewer', 'decider', 'administrator'] as const
export type AccountRole = (typeof accountRoles)[number]

/** What happened to an account, for whoever looks later; the newest hundred are kept. */
const accountEventKinds = [
  'signed_up',
  'verified',
  'invited',
  'password_set',
  'role_changed',
  'deactivated',
  'reactivated',
  'archive_taken',
  'deletion_asked',
  'deletion_called_off',
  'second_factor_on',
  'second_factor_off',
  'second_factor_reset',
  'recovery_renewed',
  'recovery_used',
  'session_ended',
  'role_proposed',
  'role_proposal_withdrawn',
  'role_proposal_lapsed',
  'buildings_changed',
  'away_said',
  'away_ended',
] as const

const eventSchema = new Schema(
  {
    at: { type: Date, required: true },
    kind: { type: String, enum: accountEventKinds, required: true },
    /** The account that did it; absent for the command line. */
    by: { type: Schema.Types.ObjectId, ref: 'Account' },
    from: { type: String },
    to: { type: String },
    /** The second administrator, where it takes two. */
    confirmedBy: { type: Schema.Types.ObjectId, ref: 'Account' },
    /** Why, as an administrator wrote it. */
    reason: { type: String },
  },
  { _id: false },
)

/** A one-time link: only the SHA-256 of its secret is kept. A newer one takes its place. */
const tokenSchema = new Schema(
  {
    hash: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    /** The page of ours that its holder wanted to go on to. */
    next: { type: String },
  },
  { _id: false },
)

/** An applicant has asked for the account to be deleted. Until it is closed they may change their mind. */
const deletionSchema = new Schema(
  {
    askedAt: { type: Date, required: true },
    dueAt: { type: Date, required: true },
    /** When the letter with the way back was queued. */
    toldAt: { type: Date },
    /** Nobody signs in any more. */
    closedAt: { type: Date },
    /** From then on there is no way back: something may be gone already. */
    erasingSince: { type: Date },
  },
  { _id: false },
)

/** The second step of signing in: an app on the phone that shows a code every thirty seconds. */
const secondFactorSchema = new Schema(
  {
    /** The app's secret, encrypted for this account. */
    sealed: { type: String, required: true },
    since: { type: Date, required: true },
    /** The newest step of time whose code was accepted: none is accepted twice. */
    lastStep: { type: Number, required: true },
    /** SHA-256 of the recovery codes that are left. */
    recovery: { type: [String], required: true },
  },
  { _id: false },
)

/** What one administrator proposes and another has to confirm. */
const roleProposalSchema = new Schema(
  {
    /** Names this very proposal, so that no other is confirmed in its place. */
    key: { type: String, required: true },
    to: { type: String, enum: accountRoles, required: true },
    by: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    reason: { type: String, required: true },
    at: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    /** The account is new: it is closed and gets no letter until the proposal is confirmed. */
    invitation: { type: Boolean, required: true },
  },
  { _id: false },
)

/** Days on which a colleague is away, both included, and who does their work then. */
const absenceSchema = new Schema(
  {
    from: { type: String, required: true },
    to: { type: String, required: true },
    cover: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    /** Who said so: the colleague or an administrator. */
    by: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
  },
  { _id: false },
)

const accountSchema = new Schema(
  {
    /** Lower case. */
    email: { type: String, required: true },
    name: { type: String, required: true },
    /** Of a colleague: the name as it is written for readers of each language. */
    writtenNames: { type: localisedTextSchema },
    /** Of a colleague: the number for people they are to meet, and for nobody else. */
    workPhone: { type: String },
    /** By what colleagues find a person: derived from the name by `personTerms`. */
    searchTerms: { type: [String], default: undefined },
    role: { type: String, enum: accountRoles, required: true },
    /** The language of letters to this person. */
    locale: { type: String, enum: ['ru', 'en', 'zh'], required: true },
    /** Codes of the buildings a listing manager is limited to; none: all of them. */
    buildings: { type: [String], default: [] },
    /** Letters typed on a staff page do nothing. */
    shortcutsOff: { type: Boolean, default: false },
    /** argon2id; absent until an invited colleague has chosen a password. */
    passwordHash: { type: String },
    roleProposal: { type: roleProposalSchema },
    secondFactor: { type: secondFactorSchema },
    /** When the person last showed that the mailbox is theirs. */
    verifiedAt: { type: Date },
    deactivatedAt: { type: Date },
    /** A session remembers the epoch it began in and is dead once the account's is higher. */
    sessionEpoch: { type: Number, required: true, default: 0 },
    /** Handles of sessions that were ended one by one, the last hundred: such a session is dead wherever it is still stored. */
    endedSessions: { type: [String], default: [] },
    tokens: {
      verify: { type: tokenSchema },
      reset: { type: tokenSchema },
      invite: { type: tokenSchema },
      /** Calls a deletion off. */
      keep: { type: tokenSchema },
    },
    /** Made for a demonstration, with a password that everybody knows. */
    demo: { type: Boolean, required: true, default: false },
    deletion: { type: deletionSchema },
    absence: { type: absenceSchema },
    history: { type: [eventSchema], default: [] },
  },
  { timestamps: true, autoIndex: false },
)
accountSchema.index({ email: 1 }, { unique: true })
accountSchema.index({ role: 1, createdAt: -1 })
accountSchema.index({ createdAt: -1 })
accountSchema.index({ searchTerms: 1, createdAt: -1 })
accountSchema.index({ 'tokens.verify.hash': 1 }, { sparse: true })
accountSchema.index({ 'tokens.reset.hash': 1 }, { sparse: true })
accountSchema.index({ 'tokens.invite.hash': 1 }, { sparse: true })
accountSchema.index({ 'tokens.keep.hash': 1 }, { sparse: true })
accountSchema.index({ 'roleProposal.at': 1 }, { sparse: true })
accountSchema.index({ 'deletion.dueAt': 1 }, { sparse: true })
accountSchema.index({ 'absence.to': 1 }, { sparse: true })

export type Account = InferSchemaType<typeof accountSchema> & { _id: Types.ObjectId }
export type AccountEvent = InferSchemaType<typeof eventSchema>
export const AccountModel = model('Account', accountSchema)
