import { model, Schema, type InferSchemaType, type Types } from 'mongoose'
import { originField } from '../parts/origin.ts'

/** Kinds in the order of the upload page. The rules of the application decide when each is required. */
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
  'appeal_paper',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/**
 * Pending: the bytes have arrived, but no write of the case has taken the document in yet (ADR 62). Superseded: the document
 * was replaced after submission; the staff can still read it.
 */
const documentStates = ['pending', 'current', 'superseded'] as const

/** Result of the malware scan. Held: unreadable until it is clean. Infected: the file is deleted, the record stays. */
const scanStates = ['held', 'clean', 'infected'] as const

const scanSchema = new Schema(
  {
    state: { type: String, enum: scanStates, required: true },
    /** Attempts so far. While the scanner is unavailable, the interval between attempts grows. */
    attempts: { type: Number, required: true, default: 0 },
    /** Date the scanning job next handles the document, also to remove an infected file; absent when nothing is left. */
    nextAt: { type: Date },
    /** Date the document was found clean or infected. */
    at: { type: Date },
    /** Name the scanner gave to what it found. */
    signature: { type: String },
  },
  { _id: false },
)

/** Findings of officers. Every document starts as `received`, and no finding sets that state again. */
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

/** One finding. Never changed afterwards. */
const reviewSchema = new Schema(
  {
    state: { type: String, enum: reviewStates, required: true },
    /** Shown to the applicant. */
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
    /** Name given by the applicant, without characters that could mislead a reader or break a header. */
    name: { type: String, required: true },
    /** Bytes. */
    size: { type: Number, required: true, min: 1 },
    /** Hexadecimal. */
    sha256: { type: String, required: true },
    mediaType: { type: String, required: true },
    /** Name of the file in the store, random so that no id leads to another file. */
    storageId: { type: String, required: true },
    version: { type: Number, required: true, min: 1, default: 1 },
    /** Document of an earlier application of which this is a copy. */
    copyOf: { type: Schema.Types.ObjectId, ref: 'Document' },
    supersedes: { type: Schema.Types.ObjectId, ref: 'Document' },
    state: { type: String, enum: documentStates, required: true, default: 'current' },
    /** The intake by which it arrived. The write of the case that takes it in names the same id. Absent in older ones. */
    intake: {
      type: new Schema({ id: { type: String, required: true }, at: { type: Date, required: true } }, { _id: false }),
    },
    /** Absent while no scanner is configured. */
    scan: { type: scanSchema },
    /** Findings of the officers, oldest first. The last one applies. */
    reviews: { type: [reviewSchema], default: [] },
    uploadedAt: { type: Date, required: true },
    uploadedBy: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    /** Origin of the upload. The scan result is logged under its request id. */
    origin: originField,
  },
  { autoIndex: false },
)
documentSchema.index({ application: 1, uploadedAt: 1 })
// One record for each file: the sweeper looks files up here, and no file can belong to two records.
documentSchema.index({ storageId: 1 }, { unique: true })
// For the sweeper: documents that arrived and were never taken in.
documentSchema.index({ 'intake.at': 1 }, { partialFilterExpression: { state: 'pending' }, name: 'not_taken_in' })
// A document is copied once, however often and by whomever the copy is requested.
documentSchema.index(
  { application: 1, copyOf: 1 },
  { unique: true, partialFilterExpression: { copyOf: { $type: 'objectId' } }, name: 'one_copy_an_application' },
)

// For the scanning job: held documents that are due and (stored as null) documents never scanned.
documentSchema.index({ 'scan.state': 1, 'scan.nextAt': 1 })

export type StoredDocument = InferSchemaType<typeof documentSchema> & { _id: Types.ObjectId }
export const DocumentModel = model('Document', documentSchema)
