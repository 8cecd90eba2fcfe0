import { model, Schema, type InferSchemaType, type Types } from 'mongoose'
import { originField } from '../parts/origin.ts'

/** In the order of the upload page. When each is required is a rule of the application. */
export const documentKinds = [
  'passport',
  'business_plan',
  'experience',
  'company_extract',
  'company_charter',
  'ownership_statement',
  'power_of_attorney',
  'agent_passport',
  'permit',
  'fit_out_drawing',
  'business_licence',
  'notarised_translation',
  'other_paper',
  'signed_contract',
  'renewal_letter',
  'finding_photo',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/**
 * Pending: its bytes have arrived, and no write of its case has taken it in yet (ADR 62). A superseded document was replaced
 * after it had been handed in: staff may still see what it said.
 */
const documentStates = ['pending', 'current', 'superseded'] as const

/** What the malware scanner said. Held: nobody reads it until it is clean. Infected: its file is gone, the record stays. */
const scanStates = ['held', 'clean', 'infected'] as const

const scanSchema = new Schema(
  {
    state: { type: String, enum: scanStates, required: true },
    /** Attempts so far; a scanner that is away is asked again later and later. */
    attempts: { type: Number, required: true, default: 0 },
    /** When the scanning job comes back to it; absent when nothing is left to do. */
    nextAt: { type: Date },
    /** When it was found clean or infected. */
    at: { type: Date },
    /** The scanner's name for what it found. */
    signature: { type: String },
  },
  { _id: false },
)

/** What an officer found. `received` is where each begins; no entry leads back to it. */
export const reviewStates = ['received', 'checking', 'accepted', 'incorrect', 'incomplete', 'outdated'] as const
export type ReviewState = (typeof reviewStates)[number]

const officerSchema = new Schema(
  {
    id: { type: String, required: true },
    name: { type: String, required: true },
    role: { type: String, required: true },
  },
  { _id: false, id: false },
)

/** One finding: never changed afterwards. */
const reviewSchema = new Schema(
  {
    state: { type: String, enum: reviewStates, required: true },
    /** What the applicant is told. */
    note: { type: String },
    at: { type: Date, required: true },
    by: { type: officerSchema, required: true },
  },
  { _id: false },
)

const documentSchema = new Schema(
  {
    application: { type: Schema.Types.ObjectId, ref: 'Application', required: true },
    kind: { type: String, enum: documentKinds, required: true },
    /** As the applicant called it, cleaned of what could mislead a reader or a header. */
    name: { type: String, required: true },
    /** Bytes. */
    size: { type: Number, required: true, min: 1 },
    /** Hexadecimal. */
    sha256: { type: String, required: true },
    mediaType: { type: String, required: true },
    /** The file in the store: random, so that no id leads to another. */
    storageId: { type: String, required: true },
    version: { type: Number, required: true, min: 1, default: 1 },
    /** The document of an earlier application that this is a copy of. */
    copyOf: { type: Schema.Types.ObjectId, ref: 'Document' },
    supersedes: { type: Schema.Types.ObjectId, ref: 'Document' },
    state: { type: String, enum: documentStates, required: true, default: 'current' },
    /** With what it came in: the case names it in the write that takes it in. Absent for what came before there were intakes. */
    intake: {
      type: new Schema({ id: { type: String, required: true }, at: { type: Date, required: true } }, { _id: false }),
    },
    /** Absent while no scanner has been configured. */
    scan: { type: scanSchema },
    /** Findings of the officers, oldest first; the last one holds. */
    reviews: { type: [reviewSchema], default: [] },
    uploadedAt: { type: Date, required: true },
    uploadedBy: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    /** Which request it came with: what the scanner says of it is logged under its id. */
    origin: originField,
  },
  { autoIndex: false },
)
documentSchema.index({ application: 1, uploadedAt: 1 })
// One record a file: the sweeper asks by it, and no file can be claimed twice.
documentSchema.index({ storageId: 1 }, { unique: true })
// What the sweeper looks for: arrived, and never taken in.
documentSchema.index({ 'intake.at': 1 }, { partialFilterExpression: { state: 'pending' }, name: 'not_taken_in' })
// A copy is made once, whoever asks for it and however often.
documentSchema.index(
  { application: 1, copyOf: 1 },
  { unique: true, partialFilterExpression: { copyOf: { $type: 'objectId' } }, name: 'one_copy_an_application' },
)

// What the scanning job looks for: held and due, and (as null) never scanned.
documentSchema.index({ 'scan.state': 1, 'scan.nextAt': 1 })

export type StoredDocument = InferSchemaType<typeof documentSchema> & { _id: Types.ObjectId }
export const DocumentModel = model('Document', documentSchema)
