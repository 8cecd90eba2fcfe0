import { model, Schema, type InferSchemaType, type Types } from 'mongoose'

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
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** A superseded document was replaced after it had been handed in: staff may still see what it said. */
const documentStates = ['current', 'superseded'] as const

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
    supersedes: { type: Schema.Types.ObjectId, ref: 'Document' },
    state: { type: String, enum: documentStates, required: true, default: 'current' },
    uploadedAt: { type: Date, required: true },
    uploadedBy: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
  },
  { autoIndex: false },
)
documentSchema.index({ application: 1, uploadedAt: 1 })
// One record a file: the sweeper asks by it, and no file can be claimed twice.
documentSchema.index({ storageId: 1 }, { unique: true })

export type StoredDocument = InferSchemaType<typeof documentSchema> & { _id: Types.ObjectId }
export const DocumentModel = model('Document', documentSchema)
