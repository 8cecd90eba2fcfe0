import { model, Schema } from 'mongoose'

export type WordedSentence = { key: string; locale: 'ru' | 'en' | 'zh'; text: string }
export type WordingChange = { at: Date; by: { id: string; name: string }; kind: 'drafted' | 'published' | 'reset' }

/** The staff's wording in place of the catalogue's. One item is a mail or a sentence of a page. Stores only what differs. */
export type WordingRecord = {
  /** `mail.<template>`, or the key of the sentence. */
  item: string
  published: WordedSentence[]
  /** Null when nothing waits to be published. */
  draft: WordedSentence[] | null
  version: number
  /** The newest fifty, oldest first. */
  history: WordingChange[]
}

const sentenceSchema = new Schema<WordedSentence>(
  {
    key: { type: String, required: true },
    locale: { type: String, enum: ['ru', 'en', 'zh'], required: true },
    text: { type: String, required: true },
  },
  { _id: false },
)

const changeSchema = new Schema<WordingChange>(
  {
    at: { type: Date, required: true },
    by: { id: { type: String, required: true }, name: { type: String, required: true } },
    kind: { type: String, enum: ['drafted', 'published', 'reset'], required: true },
  },
  { _id: false },
)

const wordingSchema = new Schema<WordingRecord>(
  {
    item: { type: String, required: true, immutable: true },
    published: { type: [sentenceSchema], default: [] },
    draft: { type: [sentenceSchema], default: null },
    version: { type: Number, required: true },
    history: { type: [changeSchema], default: [] },
  },
  { versionKey: false, autoIndex: false },
)
wordingSchema.index({ item: 1 }, { unique: true })

export const WordingModel = model<WordingRecord>('Wording', wordingSchema, 'wordings')
