import { model, Schema, type Types } from 'mongoose'

/** The secret address of a colleague's calendar, one for each account. Only the SHA-256 of its secret is stored. */
export type CalendarFeed = {
  _id: Types.ObjectId
  account: Types.ObjectId
  hash: string
  renewedAt: Date
  /** True when the address gives the whole calendar; absent in older addresses, which give viewings only. */
  whole?: boolean
  /** Ids of the latest forms that made an address, so that none makes a second one; absent in older addresses. */
  forms?: string[]
}

const calendarFeedSchema = new Schema<CalendarFeed>(
  {
    account: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    hash: { type: String, required: true },
    renewedAt: { type: Date, required: true },
    whole: { type: Boolean },
    forms: { type: [String], default: undefined },
  },
  { autoIndex: false },
)
calendarFeedSchema.index({ account: 1 }, { unique: true })
calendarFeedSchema.index({ hash: 1 }, { unique: true })

export const CalendarFeedModel = model<CalendarFeed>('CalendarFeed', calendarFeedSchema, 'viewingfeeds')
