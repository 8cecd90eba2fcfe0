import { model, Schema, type Types } from 'mongoose'
import { localisedTextSchema, type LocalisedText } from '../parts/localised-text.ts'

/** An answer that the office keeps ready: one text a language, with gaps such as `{name}`. */
export type AnswerTemplate = {
  _id: Types.ObjectId
  /** What colleagues call it. */
  name: string
  text: LocalisedText
  /** Not offered any more; kept, so that it can come back. */
  archived: boolean
  version: number
  /** The newest fifty, oldest first. */
  history: { at: Date; by: { id: string; name: string }; kind: string }[]
}

const word = { type: String, required: true } as const

const answerTemplateSchema = new Schema<AnswerTemplate>(
  {
    name: word,
    text: { type: localisedTextSchema, required: true },
    archived: { type: Boolean, required: true, default: false },
    version: { type: Number, required: true },
    history: {
      type: [{ _id: false, at: { type: Date, required: true }, by: { id: word, name: word }, kind: word }],
      default: [],
    },
  },
  { autoIndex: false, versionKey: false, collection: 'answer-templates' },
)
// Two of one name could not be told apart in the list to choose from.
answerTemplateSchema.index({ name: 1 }, { unique: true })

export const AnswerTemplateModel = model<AnswerTemplate>('AnswerTemplate', answerTemplateSchema)
