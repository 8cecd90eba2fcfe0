import { Schema } from 'mongoose'
import { localisedTextSchema } from '../parts/localised-text.ts'

/** The kinds of benefit, in the order in which pages show them. */
export const incentiveCategories = ['rent', 'tax', 'customs', 'labour', 'visa', 'finance', 'logistics'] as const
export type IncentiveCategory = (typeof incentiveCategories)[number]

/** Whom an incentive serves; `customer` is somebody who buys from a tenant. */
export const audiences = [
  'tenant',
  'chinese_company',
  'manufacturer',
  'online_seller',
  'traveller',
  'customer',
] as const
export type Audience = (typeof audiences)[number]

/** What the eligibility guide asks and conditions speak of. `small` sales are those within the limit of the VAT exemption. */
export const eligibilityTerms = {
  citizenship: ['russia', 'other'],
  company: ['chinese', 'foreign', 'none'],
  activity: ['shop', 'production', 'online', 'office'],
  sales: ['small', 'larger'],
} as const
export type EligibilityTopic = keyof typeof eligibilityTerms
export const eligibilityTopics = Object.keys(eligibilityTerms) as EligibilityTopic[]
export type EligibilityTerm<Topic extends EligibilityTopic> = (typeof eligibilityTerms)[Topic][number]

export const publicationStatuses = ['draft', 'published'] as const
export type PublicationStatus = (typeof publicationStatuses)[number]

const flag = { type: Boolean, required: true, default: false } as const

/** Has a person who knows the language read the text? One answer per language. */
export const reviewedSchema = new Schema({ ru: flag, en: flag, zh: flag }, { _id: false })

/** Where a statement comes from. A source may be dated by its year (`2021`), its month or its day. */
export const sourceSchema = new Schema(
  {
    name: { type: localisedTextSchema, required: true },
    date: { type: String, required: true, match: /^\d{4}(-\d{2}(-\d{2})?)?$/ },
    url: { type: String, trim: true, match: /^https?:\/\//, default: null },
  },
  { _id: false },
)

/** A day in the city. */
export const dayPattern = /^\d{4}-\d{2}-\d{2}$/
