import { Schema } from 'mongoose'
import type { DocumentKind } from '#models/documents/document.ts'
import { writingSchema, type Writing } from '#models/parts/writing.ts'
import type { AnswerSection } from './snapshot.ts'

/** The subject of an item: a section of the form, an existing document, or a kind of document that is missing. */
type About =
  | { about: 'section'; target: AnswerSection }
  /** `target` is the id of the document to be replaced. */
  | { about: 'document'; target: string; documentKind: DocumentKind; name: string }
  | { about: 'kind'; target: DocumentKind }

export const requestItemStates = ['open', 'answered', 'explained'] as const

/** One thing that the applicant is asked to correct or to add. */
export type RequestItem = About & {
  /** Id such as `section-plan`, unique within a request. */
  id: string
  /** What is wrong, as shown to the applicant. */
  text: string
  /** Language of the officer's own words in `text`. */
  writing?: Writing | null
  /** Ready-made text from which the item comes; null when the officer wrote it. */
  template?: string | null
  state: (typeof requestItemStates)[number]
  /** Why the applicant leaves it unchanged. */
  excuse?: string | null
}

type Officer = { id: string; name: string }
export type RequestExtension = { at: Date; by: Officer; from: Date; to: Date; reason: string; writing?: Writing | null }
export const requestOutcomes = ['answered', 'lapsed', 'rejected', 'withdrawn'] as const
export type RequestOutcome = (typeof requestOutcomes)[number]

/** One request of the office to an applicant, with all its items. */
export type InformationRequest = {
  /** Counted within a case, from 1. */
  number: number
  askedAt: Date
  by: Officer
  /** Language of the items' texts. */
  locale: string
  items: RequestItem[]
  answerBy: Date
  extensions: RequestExtension[]
  /** The deadline of which the applicant was last reminded, as a day in Suifenhe. */
  remindedOf?: string | null
  closedAt?: Date | null
  outcome?: RequestOutcome | null
  /** The applicant's note with the answer. */
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
