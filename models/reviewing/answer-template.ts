import { model, Schema, type Types } from 'mongoose'
import { localisedTextSchema, type LocalisedText } from '../parts/localised-text.ts'

/** A ready-made answer of the office: one text for each language, with placeholders such as `{name}`. */
export type AnswerTemplate = {
  _id: Types.ObjectId
  /** Name among colleagues. */
  name: string
  text: LocalisedText
  /** True when it is no longer offered. It is kept so that it can be restored. */
  archived: boolean
  version: number
  /** The newest fifty, oldest first. */
  history: { at: Date; by: { id: string; name: string }; kind: string }[]
}

const requiredText = { type: String, required: true } as const

const answerTemplateSchema = new Schema<AnswerTemplate>(
  {
    name: requiredText,
    text: { type: localisedTextSchema, required: true },
    archived: { type: Boolean, required: true, default: false },
    version: { type: Number, required: true },
    history: {
      type: [
        {
          _id: false,
          at: { type: Date, required: true },
          by: { id: requiredText, name: requiredText },
          kind: requiredText,
        },
      ],
      default: [],
    },
  },
  { autoIndex: false, versionKey: false, collection: 'answer-templates' },
)
// Two templates with the same name could not be told apart in the list.
answerTemplateSchema.index({ name: 1 }, { unique: true })

export const AnswerTemplateModel = model<AnswerTemplate>('AnswerTemplate', answerTemplateSchema)
