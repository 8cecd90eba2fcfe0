import { Schema } from 'mongoose'

/** One reviewer's scores, 0 to 5 by criterion of the rubric, after declaring that no interest conflicts. */
export type Assessment = {
  reviewer: string
  reviewerName: string
  at: Date
  /** False when the reviewer found a conflict of interest afterwards: the scores no longer count. */
  noConflict: boolean
  scores: Record<string, number>
  /** On single criteria, by their keys. */
  comments?: Record<string, string> | null
  comment: string
  /** When all scores were in, and the reviewer could see those of others; absent while they were blind. */
  openedAt?: Date | null
  /** Why these scores took the place of others after that; absent for scores that were given blind. */
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
