import { model, Schema } from 'mongoose'

export const numberSeries = ['letter', 'contract'] as const
export type NumberSeries = (typeof numberSeries)[number]

/**
 * A number (文号) that a document was given, never given again and never removed: the register in which somebody who misses
 * a number finds what it was for.
 */
export type DocumentNumber = {
  /** What it was given for: an effect's key, or the offer of a contract. The same document always has the same number. */
  cause: string
  series: NumberSeries
  /** In the city, of the day that the document bears. */
  year: number
  number: number
  /** The pattern as it was set then, and what it made of the number: `绥俄创〔2026〕12号`. */
  pattern: string
  text: string
  /** The application's number, such as `SS-2026-000123`. */
  reference: string
  at: Date
}

const text = { type: String, required: true } as const

const documentNumberSchema = new Schema<DocumentNumber>(
  {
    cause: { ...text, immutable: true },
    series: { type: String, enum: numberSeries, required: true },
    year: { type: Number, required: true },
    number: { type: Number, required: true, min: 1 },
    pattern: text,
    text,
    reference: { type: String, default: '' },
    at: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
)
documentNumberSchema.index({ cause: 1 }, { unique: true })
// The next number is one more than the last: whoever takes it at the same time meets this index and takes the one after.
documentNumberSchema.index({ series: 1, year: 1, number: 1 }, { unique: true })
// The register, page by page; whether a pattern is another series' already; whose number a text is.
documentNumberSchema.index({ at: -1, number: -1, _id: -1 })
documentNumberSchema.index({ pattern: 1, series: 1 })
documentNumberSchema.index({ text: 1 })

export const DocumentNumberModel = model<DocumentNumber>('DocumentNumber', documentNumberSchema, 'document_numbers')
