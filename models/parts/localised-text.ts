import { Schema } from 'mongoose'

/** A text written by staff in up to three languages. Readers of a missing language see another one, with a note. */
export type LocalisedText = { ru?: string | null; en?: string | null; zh?: string | null }

export const localisedTextSchema = new Schema(
  { ru: { type: String, trim: true }, en: { type: String, trim: true }, zh: { type: String, trim: true } },
  { _id: false },
)
