import { model, Schema, type InferRawDocTypeFromSchema, type Types } from 'mongoose'
import { dayPattern, sourceSchema } from './parts/content-vocabulary.ts'
import { localisedTextSchema } from './parts/localised-text.ts'
import { zones } from './parts/premises-vocabulary.ts'

/** The three areas, and the pilot zone of the province that they form together. */
export const zonePages = [...zones, 'heilongjiang'] as const
export type ZonePage = (typeof zonePages)[number]

/** `street`: about Startup Street itself, which stands in Suifenhe. */
export const factTopics = ['place', 'trade', 'transport', 'street'] as const
export type FactTopic = (typeof factTopics)[number]

/** One statement with what it rests on. */
const factSchema = new Schema(
  {
    /** Names the fact within its zone, e.g. `area`. */
    key: { type: String, required: true },
    topic: { type: String, enum: factTopics, required: true },
    /** The figure by itself, short enough for large type; empty where the fact is a sentence only. */
    figure: { type: localisedTextSchema, default: () => ({}) },
    text: { type: localisedTextSchema, required: true },
    source: { type: sourceSchema, required: true },
    checkedAt: { type: String, required: true, match: dayPattern },
    confirmed: { type: Boolean, required: true, default: true },
    /** What to beware of: a corrected source, a date that keeps moving. */
    note: { type: localisedTextSchema, default: () => ({}) },
  },
  { _id: false },
)

const zoneSchema = new Schema(
  {
    slug: { type: String, enum: zonePages, required: true, immutable: true },
    name: { type: localisedTextSchema, required: true },
    summary: { type: localisedTextSchema, required: true },
    facts: { type: [factSchema], default: [] },
  },
  { timestamps: true, versionKey: 'version', autoIndex: false, minimize: false },
)
zoneSchema.index({ slug: 1 }, { unique: true })

export type Fact = InferRawDocTypeFromSchema<typeof factSchema>
export type ZoneRecord = Omit<InferRawDocTypeFromSchema<typeof zoneSchema>, 'facts'> & {
  _id: Types.ObjectId
  facts: Fact[]
  createdAt: Date
  updatedAt: Date
  version: number
}
export const ZoneModel = model('Zone', zoneSchema)
