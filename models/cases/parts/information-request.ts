import { Schema } from 'mongoose'
import type { DocumentKind } from '#models/documents/document.ts'
import { writingSchema, type Writing } from '#models/parts/writing.ts'
import type { AnswerSection } from './snapshot.ts'

/** What an item is about: a section of the form, a document that is there, or a kind of which there is none yet. */
type About =
  | { about: 'section'; target: AnswerSection }
  /** `target` is the id of the document to be replaced. */
  | { about: 'document'; target: string; documentKind: DocumentKind; name: string }
  | { about: 'kind'; target: DocumentKind }

export const requestItemStates = ['open', 'answered', 'explained'] as const

/** One thing that the applicant is asked to correct or to add. */
export type RequestItem = About & {
  /** Such as `section-plan`: once in a request. */
  id: string
  /** What is wrong, as the applicant reads it. */
  text: string
  /** Of the officer's own words in it. */
  writing?: Writing | null
  /** The ready-made text it comes from, when it is none of the officer's own. */
  template?: string | null
  state: (typeof requestItemStates)[number]
  /** Why the applicant leaves it as it is. */
  excuse?: string | null
}

type Officer = { id: string; name: string }
export type RequestExtension = { at: Date; by: Officer; from: Date; to: Date; reason: string; writing?: Writing | null }
export const requestOutcomes = ['answered', 'lapsed', 'rejected', 'withdrawn'] as const
export type RequestOutcome = (typeof requestOutcomes)[number]

/** What the office asked an applicant for at once. */
export type InformationRequest = {
  /** Counts within a case, from 1. */
  number: number
  askedAt: Date
  by: Officer
  /** Language of the items' texts. */
  locale: string
  items: RequestItem[]
  answerBy: Date
  extensions: RequestExtension[]
  /** The deadline, as a day in the city, of which the applicant has been reminded. */
  remindedOf?: string | null
  closedAt?: Date | null
  outcome?: RequestOutcome | null
  /** What the applicant wrote along with the answer. */
  note?: string | null
}

const text = { type: String, required: true } as const
const instant = { type: Date, required: true } as const
const officer = { id: text, name: { type: String, default: '' } } as const

const itemSchema = new Schema(
  {
    id: text,
    about: { type: String, enum: ['section', 'document', 'kind'], required: true },
    target: text,
    documentKind: { type: String },
    name: { type: String },
    text,
    writing: { type: writingSchema },
    template: { type: String },
    state: { type: String, enum: requestItemStates, required: true },
    excuse: { type: String },
  },
  { _id: false, id: false },
)

export const informationRequestSchema = new Schema<InformationRequest>(
  {
    number: { type: Number, required: true },
    askedAt: instant,
    by: officer,
    locale: text,
    items: { type: [itemSchema], required: true },
    answerBy: instant,
    extensions: {
      type: [
        {
          _id: false,
          at: instant,
          by: officer,
          from: instant,
          to: instant,
          reason: text,
          writing: { type: writingSchema },
        },
      ],
      default: [],
    },
    remindedOf: { type: String },
    closedAt: { type: Date },
    outcome: { type: String, enum: requestOutcomes },
    note: { type: String },
  },
  { _id: false },
)
