import { model, Schema, type InferSchemaType, type Types } from 'mongoose'

export const letterDecisions = ['ineligible', 'rejected', 'waitlisted', 'offered'] as const
export type LetterDecision = (typeof letterDecisions)[number]
/** Decisions about the tenancy that follows from an application. */
export const tenancyDecisions = ['renewed', 'converted_to_paid', 'terminated'] as const
export type TenancyDecision = (typeof tenancyDecisions)[number]

/**
 * The record of a decision letter. Neither the record nor its file is ever changed or replaced. When the case is anonymised,
 * the file is deleted and the record stays (ADR 29).
 */
const letterSchema = new Schema(
  {
    application: { type: Schema.Types.ObjectId, ref: 'Application', required: true },
    /** Key of the effect for which the letter was made; it also identifies the decision's event. */
    cause: { type: String, required: true },
    decision: { type: String, enum: [...letterDecisions, ...tenancyDecisions], required: true },
    decidedAt: { type: Date, required: true },
    /** Language of the applicant at that time. The same file also contains the Chinese text. */
    language: { type: String, enum: ['ru', 'en', 'zh'], required: true },
    /** Number of the letter (文号); absent in letters from before numbers existed. */
    number: { type: String },
    /** Id of the edition of texts from which the letter was made (`models/wording/edition.ts`). */
    edition: { type: String },
    /** Name of the file when it is downloaded. */
    name: { type: String, required: true },
    /** Bytes. */
    size: { type: Number, required: true, min: 1 },
    /** Hexadecimal. */
    sha256: { type: String, required: true },
    storageId: { type: String, required: true },
    madeAt: { type: Date, required: true },
    /** Date the file was deleted. The hash that proves a copy genuine is kept. */
    erasedAt: { type: Date },
  },
  { autoIndex: false },
)
// A decision has one letter, however often a killed worker starts to make it.
letterSchema.index({ cause: 1 }, { unique: true })
letterSchema.index({ application: 1, decidedAt: 1 })
letterSchema.index({ storageId: 1 }, { unique: true })

export type Letter = InferSchemaType<typeof letterSchema> & { _id: Types.ObjectId }
export const LetterModel = model('Letter', letterSchema)
