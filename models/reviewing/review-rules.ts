import { model, Schema } from 'mongoose'
import { rubricFields, type Rubric } from '../cases/parts/rubric.ts'

/** A version of the review rules. Never changed; the next version has a number one higher. */
export type ReviewRules = Omit<Rubric, 'version'> & {
  /** Version number. */
  _id: number
  /** True when new applications are assigned at once to the reviewer with the fewest cases. */
  autoAssign: boolean
  at: Date
  by: { id: string; name: string }
}

const text = { type: String, required: true } as const

const reviewRulesSchema = new Schema<ReviewRules>(
  {
    _id: { type: Number, required: true },
    ...rubricFields,
    autoAssign: { type: Boolean, required: true },
    at: { type: Date, required: true },
    by: { id: text, name: text },
  },
  { versionKey: false, autoIndex: false },
)

export const ReviewRulesModel = model<ReviewRules>('ReviewRules', reviewRulesSchema, 'review_rules')
