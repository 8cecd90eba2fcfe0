import { model, Schema, type InferRawDocTypeFromSchema, type Types } from 'mongoose'
import { historyEventSchema, type HistoryEvent } from '../parts/history.ts'
import { localisedTextSchema, type LocalisedText } from '../parts/localised-text.ts'
import { zones } from '../premises/parts/premises-vocabulary.ts'
import { dayPattern, sourceSchema } from './content-vocabulary.ts'

/** The three zones and the provincial pilot zone that they form together. */
export const zonePages = [...zones, 'heilongjiang'] as const
export type ZonePage = (typeof zonePages)[number]

/** `street` is about Startup Street itself, which is in Suifenhe. */
export const factTopics = ['place', 'trade', 'transport', 'street'] as const
export type FactTopic = (typeof factTopics)[number]

/** One statement with its source. */
const factSchema = new Schema(
  {
    /** Names the fact within its zone, e.g. `area`. */
    key: { type: String, required: true },
    topic: { type: String, enum: factTopics, required: true },
    /** The figure alone, short enough for large type; empty where the fact is only a sentence. */
    figure: { type: localisedTextSchema, default: () => ({}) },
    text: { type: localisedTextSchema, required: true },
    source: { type: sourceSchema, required: true },
    checkedAt: { type: String, required: true, match: dayPattern },
    confirmed: { type: Boolean, required: true, default: true },
    /** Caveat for readers, such as a corrected source or a date that keeps moving. */
    note: { type: localisedTextSchema, default: () => ({}) },
  },
  { _id: false },
)

/** Content shown to readers. */
const contentFields = {
  name: { type: localisedTextSchema, required: true },
  summary: { type: localisedTextSchema, required: true },
  /** Markdown. */
  body: { type: localisedTextSchema, default: () => ({}) },
  facts: { type: [factSchema], default: [] },
}
const draftSchema = new Schema(contentFields, { _id: false, minimize: false })

const zoneSchema = new Schema(
  {
    slug: { type: String, enum: zonePages, required: true, immutable: true },
    ...contentFields,
    /** Content that is to replace the above, staff only. Null when nothing is waiting. */
    draft: { type: draftSchema, default: null },
    events: { type: [historyEventSchema], default: [] },
  },
  { timestamps: true, versionKey: 'version', autoIndex: false, minimize: false },
)
zoneSchema.index({ slug: 1 }, { unique: true })

export type Fact = Omit<InferRawDocTypeFromSchema<typeof factSchema>, '_id'>
export type ZoneContent = { name: LocalisedText; summary: LocalisedText; body?: LocalisedText; facts: Fact[] }
export type ZoneRecord = ZoneContent & {
  _id: Types.ObjectId
  slug: ZonePage
  draft?: ZoneContent | null
  events?: HistoryEvent[]
  createdAt: Date
  updatedAt: Date
  version: number
}
export const ZoneModel = model('Zone', zoneSchema)
