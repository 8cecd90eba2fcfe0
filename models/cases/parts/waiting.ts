import { Schema } from 'mongoose'

/** What an application got when it came onto the waiting list: frozen, so that it can be indexed. */
export type Waiting = {
  /** The mean of its assessments then, 0 to 5 with four decimals: whoever has more stands before the others. */
  score: number
  /** The last instant of the wait: the end of a day in the city. */
  until: Date
  /** When the applicant was told that the wait is about to end. */
  warnedAt?: Date | null
}

export const waitingSchema = new Schema(
  {
    score: { type: Number, required: true },
    until: { type: Date, required: true },
    warnedAt: { type: Date },
  },
  { _id: false },
)
