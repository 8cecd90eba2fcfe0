import { model, Schema } from 'mongoose'
import { rubricFields, type Rubric } from '../cases/parts/rubric.ts'

/** A version of how applications are reviewed: never changed, only followed by the next one, whose number is one higher. */
export type ReviewRules = Omit<Rubric, 'version'> & {
  /** The number of the version. */
  _id: number
  /** New applications are given to the least loaded reviewer at once. */
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
