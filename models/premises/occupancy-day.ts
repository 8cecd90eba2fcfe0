import { model, Schema } from 'mongoose'
import type { PremisesStatus } from './parts/premises-vocabulary.ts'

/** How the street stood on a day, noted once and never changed: what is overwritten elsewhere stays known here. */
export type OccupancyDay = {
  /** `YYYY-MM-DD` in the city. */
  _id: string
  notedAt: Date
  /** `noted`: read on that day. `events`: worked out afterwards from the history of each premises, for its evening. */
  source: 'noted' | 'events'
  counts: Partial<Record<PremisesStatus, number>>
  /** Premises whose history does not tell. */
  unknown: number
  /** Codes by status; null where there were too many to keep each day. */
  units: Partial<Record<PremisesStatus, string[]>> | null
}

const occupancyDaySchema = new Schema<OccupancyDay>(
  {
    _id: { type: String, required: true },
    notedAt: { type: Date, required: true },
    source: { type: String, enum: ['noted', 'events'], required: true },
    counts: { type: Schema.Types.Mixed, required: true },
    unknown: { type: Number, required: true, default: 0 },
    units: { type: Schema.Types.Mixed, default: null },
  },
  { autoIndex: false, minimize: false },
)

export const OccupancyDayModel = model<OccupancyDay>('OccupancyDay', occupancyDaySchema, 'occupancy_days')
