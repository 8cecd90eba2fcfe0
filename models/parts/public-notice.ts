import { Schema } from 'mongoose'

/** The announcement of what a decision gives, and to whom, before it becomes an offer. */
export type PublicNotice = {
  /** Code of the premises that is kept for the case meanwhile. */
  premises: string
  from: Date
  /** The last instant at which somebody can object: the end of a day in the city. */
  until: Date
}

export const publicNoticeSchema = new Schema(
  {
    premises: { type: String, required: true },
    from: { type: Date, required: true },
    until: { type: Date, required: true },
  },
  { _id: false },
)
