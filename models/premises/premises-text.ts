import { model, Schema } from 'mongoose'

/**
 * A title or sentence of listings, stored once however many premises use it; the text search looks in these. Never changed.
 * Premises list the ids of their texts. See ADR 16.
 */
const premisesTextSchema = new Schema(
  {
    /** 52 bits of a hash of the terms, so that the same text has the same id everywhere. */
    _id: { type: Number, required: true },
    /** Stems of its words, each with the field it is in: `магазин/t`. */
    terms: { type: [{ type: String, required: true }], required: true },
  },
  { versionKey: false, autoIndex: false },
)
premisesTextSchema.index({ terms: 1, _id: 1 })

export const PremisesTextModel = model('PremisesText', premisesTextSchema, 'premises_texts')
