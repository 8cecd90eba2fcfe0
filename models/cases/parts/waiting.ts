import { Schema } from 'mongoose'
import { confirmedMisfitsSchema, type ConfirmedMisfits } from './misfits.ts'

/** Values set when an application enters the waiting list, frozen so that they can be indexed. */
export type WaitingListEntry = {
  /** The mean of its assessments at that time, 0 to 5 with four decimals. Higher scores come first. */
  score: number
  /** The last instant of the wait: the end of a day in Suifenhe. */
  until: Date
  /** Date the applicant was warned that the wait is about to end. */
  warnedAt?: Date | null
  /** What the choices lack for the plan, confirmed when the case was put on the list. */
  misfits?: ConfirmedMisfits | null
}

export const waitingSchema = new Schema(
  {
    score: { type: Number, required: true },
    until: { type: Date, required: true },
    warnedAt: { type: Date },
    misfits: { type: confirmedMisfitsSchema },
  },
  { _id: false },
)
