import { Schema } from 'mongoose'

export type Offer = {
  premises: string
  madeAt: Date
  /** The last instant at which it can be accepted: the end of a day in the city. */
  deadline: Date
  /** The deadline as it was before it was extended, which happens once. */
  extendedFrom?: Date | null
}

export const offerSchema = new Schema(
  {
    premises: { type: String, required: true },
    madeAt: { type: Date, required: true },
    deadline: { type: Date, required: true },
    extendedFrom: { type: Date },
  },
  { _id: false },
)
