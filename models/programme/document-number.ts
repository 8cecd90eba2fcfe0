import { model, Schema } from 'mongoose'

export const numberSeries = ['letter', 'contract'] as const
export type NumberSeries = (typeof numberSeries)[number]

/**
 * A number (文号) given to a document. It is never given again and never removed. In this register, somebody who finds a gap
 * can see what the number was used for.
 */
export type DocumentNumber = {
  /** What the number is for: the key of an effect, or the offer of a contract. A document keeps its number. */
  cause: string
  series: NumberSeries
  /** Year, in Suifenhe, of the date on the document. */
  year: number
  number: number
  /** The pattern as it was set then, and the formatted number: `绥俄创〔2026〕12号`. */
  pattern: string
  text: string
  /** Reference of the application, such as `SS-2026-000123`. */
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
// The next number is the last one plus one. A concurrent writer hits this index and takes the one after.
documentNumberSchema.index({ series: 1, year: 1, number: 1 }, { unique: true })
// For the pages of the register, for patterns already used by another series, and for finding a number by its text.
documentNumberSchema.index({ at: -1, number: -1, _id: -1 })
documentNumberSchema.index({ pattern: 1, series: 1 })
documentNumberSchema.index({ text: 1 })

export const DocumentNumberModel = model<DocumentNumber>('DocumentNumber', documentNumberSchema, 'document_numbers')
