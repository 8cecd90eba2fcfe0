import { model, Schema, type Types } from 'mongoose'

/** The secret address of a colleague's calendar: only the SHA-256 of its secret is kept. One for each account. */
export type CalendarFeed = {
  _id: Types.ObjectId
  account: Types.ObjectId
  hash: string
  renewedAt: Date
  /** Opens the whole calendar. Absent in addresses that were given out for viewings alone. */
  whole?: boolean
}

const calendarFeedSchema = new Schema<CalendarFeed>(
  {
    account: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    hash: { type: String, required: true },
    renewedAt: { type: Date, required: true },
    whole: { type: Boolean },
  },
  { autoIndex: false },
)
calendarFeedSchema.index({ account: 1 }, { unique: true })
calendarFeedSchema.index({ hash: 1 }, { unique: true })

export const CalendarFeedModel = model<CalendarFeed>('CalendarFeed', calendarFeedSchema, 'viewingfeeds')
