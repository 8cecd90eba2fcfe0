import { Schema } from 'mongoose'
import { localisedTextSchema, type LocalisedText } from '#models/parts/localised-text.ts'

/** One criterion of the rubric, scored from 0 to 5. Its key is the same in all versions. */
export type Criterion = {
  key: string
  name: Required<LocalisedText>
  hint: LocalisedText
  /** Weight in the mean, a whole number. */
  weight: number
}

/** The criteria of a review. A case keeps the version that was in force when it entered review. */
export type Rubric = {
  version: number
  criteria: Criterion[]
  /** When two reviewers differ by more than this on a criterion, they have to talk. */
  spreadThreshold: number
  /** Number of reviewers who have to give scores. */
  panelSize: number
}

const criterionSchema = new Schema<Criterion>(
  {
    key: { type: String, required: true },
    name: { type: localisedTextSchema, required: true },
    hint: { type: localisedTextSchema, default: {} },
    weight: { type: Number, required: true },
  },
  { _id: false },
)

export const rubricFields = {
  criteria: { type: [criterionSchema], required: true },
  spreadThreshold: { type: Number, required: true },
  panelSize: { type: Number, required: true },
} as const

export const rubricSchema = new Schema<Rubric>(
  { version: { type: Number, required: true }, ...rubricFields },
  { _id: false },
)
