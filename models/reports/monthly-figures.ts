import { model, Schema } from 'mongoose'

/** The office's steps whose duration is published, in order. */
export const publishedStages = ['screening', 'review', 'decision', 'offered'] as const
export type PublishedStage = (typeof publishedStages)[number]

/** The published figures of a month, computed once after its end and never changed. */
export type MonthlyFigures = {
  /** `YYYY-MM` in Suifenhe. */
  _id: string
  computedAt: Date
  applications: number
  offers: number
  contracts: number
  /** Days spent in a step by the cases that left it in this month: number of cases and median. */
  stages: { stage: PublishedStage; cases: number; medianDays: number }[]
  /** On the last day of the month: premises with a tenant, and all published ones. */
  occupancy: { let: number; total: number }
}

const count = { type: Number, required: true, min: 0 } as const

const monthlyFiguresSchema = new Schema<MonthlyFigures>({
  _id: { type: String, required: true },
  computedAt: { type: Date, required: true },
  applications: count,
  offers: count,
  contracts: count,
  stages: [
    { _id: false, stage: { type: String, enum: publishedStages, required: true }, cases: count, medianDays: count },
  ],
  occupancy: { let: count, total: count },
})

export const MonthlyFiguresModel = model<MonthlyFigures>('MonthlyFigures', monthlyFiguresSchema, 'monthly_figures')
