import { model, Schema } from 'mongoose'

/** The steps of the office, in their order, as far as their length is published. */
export const publishedStages = ['screening', 'review', 'decision', 'offered'] as const
export type PublishedStage = (typeof publishedStages)[number]

/** What is published of a month: computed once it is over, and then the same for ever. */
export type MonthlyFigures = {
  /** `YYYY-MM` in the city. */
  _id: string
  computedAt: Date
  applications: number
  offers: number
  contracts: number
  /** Days that cases which left a step in this month had been in it: how many cases, and the one in the middle. */
  stages: { stage: PublishedStage; cases: number; medianDays: number }[]
  /** On its last day: premises with a tenant, and all that are on show. */
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
