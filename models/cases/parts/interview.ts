import { Schema, type Types } from 'mongoose'
import { writingSchema, type Writing } from '#models/parts/writing.ts'

/** Languages for which an interpreter can be requested. */
export const interpreterLanguages = ['ru', 'en', 'zh'] as const
export type InterpreterLanguage = (typeof interpreterLanguages)[number]

/** Responses that an applicant can give to a proposed time. */
export const interviewWishes = ['interpreter', 'another_time'] as const
export type InterviewWish = (typeof interviewWishes)[number]

export const interviewStates = ['open', 'held', 'not_held', 'cancelled'] as const

/** Time and place of the office's interview with an applicant, and its outcome. */
export type Interview = {
  /** Used as the id of the calendar entry, so that calendars recognise it after every change. */
  _id: Types.ObjectId
  state: (typeof interviewStates)[number]
  startsAt: Date
  endsAt: Date
  /** A room, or the address of a call. */
  place: string
  placeWriting?: Writing | null
  /** Language into which somebody interprets; null without an interpreter. */
  interpreter?: InterpreterLanguage | null
  /** Shown to the applicant. */
  note: string
  noteWriting?: Writing | null
  /** Incremented with each change, so that calendars replace their entry. */
  sequence: number
  /** Date to send the reminder; null once it is sent, or where there is no time for it. */
  remindAt?: Date | null
  wishes: { at: Date; wish: InterviewWish; text: string }[]
  /** True when the applicant has responded and the office has not acted on it. */
  waiting: boolean
  /** What the applicant was told; `reason` is empty when the case itself moved on. */
  cancelled?: { at: Date; reason: string; writing?: Writing | null } | null
  /** Staff only: never loaded for an applicant. */
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

export type WithInterview = {
  /** The interview arranged last. */
  interview?: Interview | null
  /** Earlier interviews, oldest first. */
  pastInterviews?: Interview[]
}

export const interviewFields = {
  interview: { type: interviewSchema },
  pastInterviews: { type: [interviewSchema], default: undefined },
}
