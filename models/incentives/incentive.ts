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

/** Who qualifies, as far as five questions can tell. An empty list excludes nobody. */
const conditionsSchema = new Schema(
  {
    citizenship: anyOf(eligibilityTerms.citizenship),
    company: anyOf(eligibilityTerms.company),
    activity: anyOf(eligibilityTerms.activity),
    sales: anyOf(eligibilityTerms.sales),
  },
  { _id: false },
)

/** Source, possibly incomplete. `date` is a year, a month or a day. Nothing is published without a source. */
const draftSourceSchema = new Schema(
  {
    name: { type: localisedTextSchema, default: noText },
    date: { type: String, match: /^(\d{4}(-\d{2}(-\d{2})?)?)?$/, default: '' },
    url: { type: String, trim: true, match: /^https?:\/\//, default: null },
  },
  { _id: false, minimize: false },
)

/** Content shown to readers. */
const contentFields = {
  category: { type: String, enum: incentiveCategories, required: true },
  /** Zones in which the incentive is available; all three for a national one. */
  zones: { type: [{ type: String, enum: zones, required: true }], required: true },
  /** True when the incentive applies to the whole country and not to a zone. */
  national: { type: Boolean, required: true, default: false },
  audiences: anyOf(audiences),
  conditions: { type: conditionsSchema, default: () => ({}) },
  /** True when an authority must confirm the incentive even if all conditions are met. */
  confirmEachCase: { type: Boolean, required: true, default: false },

  title: { type: localisedTextSchema, required: true },
  summary: { type: localisedTextSchema, required: true },
  /** Paragraphs are separated by an empty line. */
  body: { type: localisedTextSchema, default: noText },
  eligibility: { type: localisedTextSchema, default: noText },
  /** What a reader must know before relying on it: that it is not confirmed, or does not apply to a shop on the street. */
  note: { type: localisedTextSchema, default: noText },
  reviewed: { type: reviewedSchema, default: noText },

  source: { type: draftSourceSchema, required: true },
  /** The day on which the text was last compared with its source; empty only until the first publication. */
  checkedAt: { type: String, match: /^(\d{4}-\d{2}-\d{2})?$/, default: '' },
  /** First and last day on which it applies; null when open on that side. */
  validFrom: { type: String, match: dayPattern, default: null },
  expiresOn: { type: String, match: dayPattern, default: null },
  /** True when the source is reliable enough. Otherwise readers are told to confirm with the office. */
  confirmed: { type: Boolean, required: true, default: false },
}

const draftSchema = new Schema({ ...contentFields, reason: { type: String } }, { _id: false, minimize: false })

const incentiveSchema = new Schema(
  {
    /** Permanent and public: the last part of the page's address. */
    slug: { type: String, required: true, immutable: true, match: /^[a-z0-9]+(-[a-z0-9]+)*$/, maxlength: 80 },
    ...contentFields,
    /** Content that is to replace the above, staff only; `reason` will be public. Null when nothing is waiting. */
    draft: { type: draftSchema, default: null },

    status: { type: String, enum: publicationStatuses, required: true, default: 'draft' },
    events: { type: [historyEventSchema], default: [] },
  },
  { timestamps: true, versionKey: 'version', autoIndex: false, minimize: false },
)
incentiveSchema.index({ slug: 1 }, { unique: true })

type Draft = InferRawDocTypeFromSchema<typeof draftSchema>

/** Conditions by topic of the eligibility guide. An empty list excludes nobody. */
export type Conditions = { [Topic in EligibilityTopic]: EligibilityTerm<Topic>[] }

/** Content shown to readers, also stored in a draft. */
export type IncentiveContent = Omit<Draft, '_id' | 'reason' | 'audiences' | 'conditions'> & {
  audiences: Audience[]
  conditions: Conditions
}

/** An incentive as stored, as a plain object. */
export type Incentive = IncentiveContent & {
  _id: Types.ObjectId
  slug: string
  status: PublicationStatus
  draft?: (IncentiveContent & { reason?: string | null }) | null
  events: HistoryEvent[]
  createdAt: Date
  updatedAt: Date
  /** For optimistic concurrency: an edit names the version on which it is based. */
  version: number
}
export const IncentiveModel = model('Incentive', incentiveSchema)
