import { Schema, type Types } from 'mongoose'
import { writingSchema, type Writing } from '#models/parts/writing.ts'

/** Languages that an interpreter can be asked for. */
export const interpreterLanguages = ['ru', 'en', 'zh'] as const
export type InterpreterLanguage = (typeof interpreterLanguages)[number]

/** What an applicant may say of a time they are asked for. */
export const interviewWishes = ['interpreter', 'another_time'] as const
export type InterviewWish = (typeof interviewWishes)[number]

export const interviewStates = ['open', 'held', 'not_held', 'cancelled'] as const

/** When and where the office talks with an applicant, and what came of it. */
export type Interview = {
  /** By it calendars know the entry again, however often it is moved. */
  _id: Types.ObjectId
  state: (typeof interviewStates)[number]
  startsAt: Date
  endsAt: Date
  /** A room or the address of a call. */
  place: string
  placeWriting?: Writing | null
  /** Whoever interprets does so into this language; null when nobody does. */
  interpreter?: InterpreterLanguage | null
  /** The applicant reads it. */
  note: string
  noteWriting?: Writing | null
  /** Grows with each change, so that calendars replace what they have. */
  sequence: number
  /** When to remind the applicant; null once that is done, or where there is no time for it. */
  remindAt?: Date | null
  wishes: { at: Date; wish: InterviewWish; text: string }[]
  /** The applicant has said something that the office has not acted on. */
  waiting: boolean
  /** What the applicant was told; empty when the case itself went on. */
  cancelled?: { at: Date; reason: string; writing?: Writing | null } | null
  /** For the staff only: not read for an applicant at all. */
  outcome?: { at: Date; by: { id: string; name: string }; note: string } | null
}

const interviewSchema = new Schema<Interview>({
  state: { type: String, enum: interviewStates, required: true },
  startsAt: { type: Date, required: true },
  endsAt: { type: Date, required: true },
  place: { type: String, required: true },
  placeWriting: { type: writingSchema },
  interpreter: { type: String, enum: [...interpreterLanguages, null] },
  note: { type: String, default: '' },
  noteWriting: { type: writingSchema },
  sequence: { type: Number, required: true },
  remindAt: { type: Date },
  wishes: {
    type: [{ _id: false, at: Date, wish: { type: String, enum: interviewWishes }, text: String }],
    default: [],
  },
  waiting: { type: Boolean, default: false },
  cancelled: { type: new Schema({ at: Date, reason: String, writing: { type: writingSchema } }, { _id: false }) },
  outcome: { type: new Schema({ at: Date, by: { id: String, name: String }, note: String }, { _id: false }) },
})

export type Interviewed = {
  /** The last that was arranged. */
  interview?: Interview | null
  /** Those before it, oldest first. */
  pastInterviews?: Interview[]
}

export const interviewFields = {
  interview: { type: interviewSchema },
  pastInterviews: { type: [interviewSchema], default: undefined },
}
