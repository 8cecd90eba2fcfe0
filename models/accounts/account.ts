import { model, Schema, type InferSchemaType, type Types } from 'mongoose'
import { localisedTextSchema } from '../parts/localised-text.ts'

export const accountRoles = ['applicant', 'listing_manager', 'reviewer', 'decider', 'administrator'] as const
export type AccountRole = (typeof accountRoles)[number]

/** Events in the history of an account. The newest hundred are kept. */
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
    /** Account that caused the event; absent for the command line. */
    by: { type: Schema.Types.ObjectId, ref: 'Account' },
    from: { type: String },
    to: { type: String },
    /** The second administrator, where an act needs two. */
    confirmedBy: { type: Schema.Types.ObjectId, ref: 'Account' },
    reason: { type: String },
  },
  { _id: false },
)

/** A one-time link. Only the SHA-256 of its secret is stored. A newer link replaces it. */
const tokenSchema = new Schema(
  {
    hash: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    /** Path on this site to continue to after the link is used. */
    next: { type: String },
    /** Id of the form that asked for it, so that the same form asks for no second one; absent in older links. */
    form: { type: String },
  },
  { _id: false },
)

/** An applicant's request to delete the account. It can be cancelled until the account is closed. */
const deletionSchema = new Schema(
  {
    askedAt: { type: Date, required: true },
    dueAt: { type: Date, required: true },
    /** Date the letter with the link to cancel was queued. */
    toldAt: { type: Date },
    /** Date the account was closed; nobody can sign in from then on. */
    closedAt: { type: Date },
    /** Date erasing began. The account cannot be restored after that: some data may already be gone. */
    erasingSince: { type: Date },
  },
  { _id: false },
)

/** The second step of signing in: an authenticator app that shows a new code every 30 seconds. */
const secondFactorSchema = new Schema(
  {
    /** The app's secret, encrypted for this account. */
    sealed: { type: String, required: true },
    since: { type: Date, required: true },
    /** The newest time step whose code was accepted. No code is accepted twice. */
    lastStep: { type: Number, required: true },
    /** SHA-256 of the unused recovery codes. */
    recovery: { type: [String], required: true },
  },
  { _id: false },
)

/** A change of role that one administrator proposes and another has to confirm. */
const roleProposalSchema = new Schema(
  {
    /** Identifies this proposal, so that a confirmation cannot apply to a different one. */
    key: { type: String, required: true },
    to: { type: String, enum: accountRoles, required: true },
    by: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    reason: { type: String, required: true },
    at: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    /** True for a new account: it stays closed and gets no letter until the proposal is confirmed. */
    invitation: { type: Boolean, required: true },
    /** Id of the form that proposed a new account; absent in older proposals and in those about an existing account. */
    form: { type: String },
  },
  { _id: false },
)

/** Days on which a colleague is away (both included) and who covers for them. */
const absenceSchema = new Schema(
  {
    from: { type: String, required: true },
    to: { type: String, required: true },
    cover: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    /** Account that entered the absence: the colleague or an administrator. */
    by: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
  },
  { _id: false },
)

const accountSchema = new Schema(
  {
    /** In lower case. */
    email: { type: String, required: true },
    name: { type: String, required: true },
    /** Colleagues only: the name as it is written for readers of each language. */
    writtenNames: { type: localisedTextSchema },
    /** Colleagues only: phone number shown to people they are going to meet, and to nobody else. */
    workPhone: { type: String },
    /** Search terms by which colleagues find a person, derived from the name by `personTerms`. */
    searchTerms: { type: [String], default: undefined },
    role: { type: String, enum: accountRoles, required: true },
    /** Language of the letters to this person. */
    locale: { type: String, enum: ['ru', 'en', 'zh'], required: true },
    /** Codes of the buildings to which a listing manager is limited; empty for all buildings. */
    buildings: { type: [String], default: [] },
    /** Turns the keyboard shortcuts of the staff pages off. */
    shortcutsOff: { type: Boolean, default: false },
    /** argon2id; absent until an invited colleague has chosen a password. */
    passwordHash: { type: String },
    roleProposal: { type: roleProposalSchema },
    secondFactor: { type: secondFactorSchema },
    /** Date the person last proved that the mailbox is theirs. */
    verifiedAt: { type: Date },
    deactivatedAt: { type: Date },
    /** A session stores the epoch in which it began. It is invalid once the account's epoch is higher. */
    sessionEpoch: { type: Number, required: true, default: 0 },
    /** Random, from which the next link that a form asks for is made; each link replaces it. Absent before the first. */
    linkSeed: { type: String },
    /** Handles of the last hundred sessions that were ended one by one. They are invalid wherever they are still stored. */
    endedSessions: { type: [String], default: [] },
    tokens: {
      verify: { type: tokenSchema },
      reset: { type: tokenSchema },
      invite: { type: tokenSchema },
      /** Cancels a deletion. */
      keep: { type: tokenSchema },
    },
    /** True for demonstration accounts, whose password is publicly known. */
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
