import { model, Schema, type InferSchemaType, type Types } from 'mongoose'

export const letterDecisions = ['ineligible', 'rejected', 'waitlisted', 'offered'] as const
export type LetterDecision = (typeof letterDecisions)[number]
/** Decisions in the tenancy that an application has become. */
export const tenancyDecisions = ['renewed', 'converted_to_paid', 'terminated'] as const
export type TenancyDecision = (typeof tenancyDecisions)[number]

/**
 * The record of a decision's letter. Neither it nor its file is ever changed or replaced; when its case becomes nameless the
 * file goes and the record stays (docs/adr/0029).
 */
const letterSchema = new Schema(
  {
    application: { type: Schema.Types.ObjectId, ref: 'Application', required: true },
    /** Key of the effect that it was made for, and so of the decision's event. */
    cause: { type: String, required: true },
    decision: { type: String, enum: [...letterDecisions, ...tenancyDecisions], required: true },
    decidedAt: { type: Date, required: true },
    /** The applicant's language then; the Chinese text stands in the same file. */
    language: { type: String, enum: ['ru', 'en', 'zh'], required: true },
    /** Its number (文号); letters from before there were numbers have none. */
    number: { type: String },
    /** Names the texts by which it was made (`models/wording/edition.ts`). */
    edition: { type: String },
    /** Of the file, as it is downloaded. */
    name: { type: String, required: true },
    /** Bytes. */
    size: { type: Number, required: true, min: 1 },
    /** Hexadecimal. */
    sha256: { type: String, required: true },
    storageId: { type: String, required: true },
    madeAt: { type: Date, required: true },
    /** When its file went. What proves a copy of it genuine is still here. */
    erasedAt: { type: Date },
  },
  { autoIndex: false },
)
// A decision has one letter, however often a killed worker begins to make it.
letterSchema.index({ cause: 1 }, { unique: true })
letterSchema.index({ application: 1, decidedAt: 1 })
letterSchema.index({ storageId: 1 }, { unique: true })

export type Letter = InferSchemaType<typeof letterSchema> & { _id: Types.ObjectId }
export const LetterModel = model('Letter', letterSchema)
