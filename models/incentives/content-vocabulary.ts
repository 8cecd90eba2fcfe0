import { Schema } from 'mongoose'
import { localisedTextSchema } from '../parts/localised-text.ts'

/** The kinds of benefit, in the order in which pages show them. */
export const incentiveCategories = ['rent', 'tax', 'customs', 'labour', 'visa', 'finance', 'logistics'] as const
export type IncentiveCategory = (typeof incentiveCategories)[number]

/** Groups that an incentive serves. A `customer` buys from a tenant. */
export const audiences = [
  'tenant',
  'chinese_company',
  'manufacturer',
  'online_seller',
  'traveller',
  'customer',
] as const
export type Audience = (typeof audiences)[number]

/** Topics and answers of the eligibility guide, used by conditions. `small` sales are within the VAT exemption's limit. */
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

/** Whether a person who knows the language has read the text, for each language. */
export const reviewedSchema = new Schema({ ru: flag, en: flag, zh: flag }, { _id: false })

/** Source of a statement. Its date is a year (`2021`), a month or a day. */
export const sourceSchema = new Schema(
  {
    name: { type: localisedTextSchema, required: true },
    date: { type: String, required: true, match: /^\d{4}(-\d{2}(-\d{2})?)?$/ },
    url: { type: String, trim: true, match: /^https?:\/\//, default: null },
  },
  { _id: false },
)

/** A day in Suifenhe. */
export const dayPattern = /^\d{4}-\d{2}-\d{2}$/
