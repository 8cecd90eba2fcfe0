import { Schema } from 'mongoose'

/** A text that staff write, in up to three languages. Readers of a missing one see another and are told so. */
export type LocalisedText = { ru?: string | null; en?: string | null; zh?: string | null }

export const localisedTextSchema = new Schema(
  { ru: { type: String, trim: true }, en: { type: String, trim: true }, zh: { type: String, trim: true } },
  { _id: false },
)
