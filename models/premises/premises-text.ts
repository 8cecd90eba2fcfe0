import { model, Schema } from 'mongoose'

/**
 * A title or a sentence of listings, once however many premises say it: what the search by words looks in. Never changed;
 * premises name those they consist of. See docs/adr/0016.
 */
const premisesTextSchema = new Schema(
  {
    /** 52 bits of a hash of the terms, so that the same text has the same number everywhere. */
    _id: { type: Number, required: true },
    /** Stems of its words, each with where it stands: `магазин/t`. */
    terms: { type: [{ type: String, required: true }], required: true },
  },
  { versionKey: false, autoIndex: false },
)
premisesTextSchema.index({ terms: 1, _id: 1 })

export const PremisesTextModel = model('PremisesText', premisesTextSchema, 'premises_texts')
