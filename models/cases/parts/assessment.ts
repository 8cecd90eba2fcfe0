import { Schema } from 'mongoose'

/** One reviewer's scores, 0 to 5 by criterion of the rubric, given after declaring that there is no conflict of interest. */
export type Assessment = {
  reviewer: string
  reviewerName: string
  at: Date
  /** False when the reviewer found a conflict of interest afterwards. The scores then no longer count. */
  noConflict: boolean
  scores: Record<string, number>
  /** Comments on single criteria, by criterion key. */
  comments?: Record<string, string> | null
  comment: string
  /** Date all scores were in and the reviewer could see those of others; absent while scoring was blind. */
  openedAt?: Date | null
  /** Why the reviewer changed the scores after `openedAt`; absent for scores given blind. */
  reason?: string | null
}

export const assessmentSchema = new Schema(
  {
    reviewer: { type: String, required: true },
    reviewerName: { type: String, required: true },
    at: { type: Date, required: true },
    noConflict: { type: Boolean, required: true },
    scores: { type: Schema.Types.Mixed, required: true },
    comments: { type: Schema.Types.Mixed },
    comment: { type: String, default: '' },
    openedAt: { type: Date },
    reason: { type: String },
  },
  { _id: false },
)
