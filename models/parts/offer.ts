import { Schema } from 'mongoose'

export type Offer = {
  premises: string
  madeAt: Date
  /** The last instant at which it can be accepted: the end of a day in the city. */
  deadline: Date
}

export const offerSchema = new Schema(
  {
    premises: { type: String, required: true },
    madeAt: { type: Date, required: true },
    deadline: { type: Date, required: true },
  },
  { _id: false },
)
