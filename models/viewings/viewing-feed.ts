import { model, Schema, type Types } from 'mongoose'

/** The secret address of a colleague's calendar feed: only the SHA-256 of its secret is kept. One for each account. */
export type ViewingFeed = { _id: Types.ObjectId; account: Types.ObjectId; hash: string; renewedAt: Date }

const viewingFeedSchema = new Schema<ViewingFeed>(
  {
    account: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    hash: { type: String, required: true },
    renewedAt: { type: Date, required: true },
  },
  { autoIndex: false },
)
viewingFeedSchema.index({ account: 1 }, { unique: true })
viewingFeedSchema.index({ hash: 1 }, { unique: true })

export const ViewingFeedModel = model<ViewingFeed>('ViewingFeed', viewingFeedSchema)
