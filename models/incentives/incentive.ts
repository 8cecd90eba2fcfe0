import { model, Schema, type InferRawDocTypeFromSchema, type Types } from 'mongoose'
import { historyEventSchema, type HistoryEvent } from '../parts/history.ts'
import { localisedTextSchema } from '../parts/localised-text.ts'
import { zones } from '../premises/parts/premises-vocabulary.ts'
import {
  audiences,
  dayPattern,
  eligibilityTerms,
  incentiveCategories,
  publicationStatuses,
  reviewedSchema,
  type Audience,
  type EligibilityTerm,
  type EligibilityTopic,
  type PublicationStatus,
} from './content-vocabulary.ts'

const noText = () => ({})
const anyOf = (values: readonly string[]) => ({ type: [{ type: String, enum: values, required: true }], default: [] })

/** Who qualifies, as far as five questions can tell; an empty list excludes nobody. */
const conditionsSchema = new Schema(
  {
    citizenship: anyOf(eligibilityTerms.citizenship),
    company: anyOf(eligibilityTerms.company),
    activity: anyOf(eligibilityTerms.activity),
    sales: anyOf(eligibilityTerms.sales),
  },
  { _id: false },
)

/** Where it comes from, as far as that is written yet; `date` is a year, a month or a day. Nothing is published without. */
const draftSourceSchema = new Schema(
  {
    name: { type: localisedTextSchema, default: noText },
    date: { type: String, match: /^(\d{4}(-\d{2}(-\d{2})?)?)?$/, default: '' },
    url: { type: String, trim: true, match: /^https?:\/\//, default: null },
  },
  { _id: false, minimize: false },
)

/** What readers are told of it. */
const contentFields = {
  category: { type: String, enum: incentiveCategories, required: true },
  /** Where it can be had; a national one names all three. */
  zones: { type: [{ type: String, enum: zones, required: true }], required: true },
  /** Belongs to the whole country, not to a zone. */
  national: { type: Boolean, required: true, default: false },
  audiences: anyOf(audiences),
  conditions: { type: conditionsSchema, default: () => ({}) },
  /** Whoever meets the conditions must still have it confirmed by an authority. */
  confirmEachCase: { type: Boolean, required: true, default: false },

  title: { type: localisedTextSchema, required: true },
  summary: { type: localisedTextSchema, required: true },
  /** Paragraphs are separated by an empty line. */
  body: { type: localisedTextSchema, default: noText },
  eligibility: { type: localisedTextSchema, default: noText },
  /** What a reader must know before relying on it: not confirmed, or does not apply to a shop on the street. */
  note: { type: localisedTextSchema, default: noText },
  reviewed: { type: reviewedSchema, default: noText },

  source: { type: draftSourceSchema, required: true },
  /** The day on which somebody last held the text against its source; empty only while it has never been published. */
  checkedAt: { type: String, match: /^(\d{4}-\d{2}-\d{2})?$/, default: '' },
  /** First and last day on which it applies; null is open on that side. */
  validFrom: { type: String, match: dayPattern, default: null },
  expiresOn: { type: String, match: dayPattern, default: null },
  /** The source is enough to rely on; until then readers are told to confirm with the office. */
  confirmed: { type: Boolean, required: true, default: false },
}

const draftSchema = new Schema({ ...contentFields, reason: { type: String } }, { _id: false, minimize: false })

const incentiveSchema = new Schema(
  {
    /** Permanent and public: the last part of the page's address. */
    slug: { type: String, required: true, immutable: true, match: /^[a-z0-9]+(-[a-z0-9]+)*$/, maxlength: 80 },
    ...contentFields,
    /** What is to take the place of the above, for the staff only; `reason` will be read by everybody. Null: nothing waits. */
    draft: { type: draftSchema, default: null },

    status: { type: String, enum: publicationStatuses, required: true, default: 'draft' },
    events: { type: [historyEventSchema], default: [] },
  },
  { timestamps: true, versionKey: 'version', autoIndex: false, minimize: false },
)
incentiveSchema.index({ slug: 1 }, { unique: true })

type Draft = InferRawDocTypeFromSchema<typeof draftSchema>

/** By topic of the eligibility guide; an empty list excludes nobody. */
export type Conditions = { [Topic in EligibilityTopic]: EligibilityTerm<Topic>[] }

/** What readers are told of it, and what a draft holds. */
export type IncentiveContent = Omit<Draft, '_id' | 'reason' | 'audiences' | 'conditions'> & {
  audiences: Audience[]
  conditions: Conditions
}

/** An incentive as stored, plain. */
export type Incentive = IncentiveContent & {
  _id: Types.ObjectId
  slug: string
  status: PublicationStatus
  draft?: (IncentiveContent & { reason?: string | null }) | null
  events: HistoryEvent[]
  createdAt: Date
  updatedAt: Date
  /** For optimistic concurrency: an edit names the version it was made from. */
  version: number
}
export const IncentiveModel = model('Incentive', incentiveSchema)
