import { model, Schema } from 'mongoose'
import type { PremisesStatus } from './parts/premises-vocabulary.ts'

/** The occupancy of the street on a day, recorded once and never changed. It preserves what is overwritten elsewhere. */
export type OccupancyDay = {
  /** `YYYY-MM-DD` in Suifenhe. */
  _id: string
  notedAt: Date
  /** `noted`: read on that day. `events`: computed later from the history of each premises, for the evening of that day. */
  source: 'noted' | 'events'
  counts: Partial<Record<PremisesStatus, number>>
  /** Number of premises whose status cannot be derived from their history. */
  unknown: number
  /** Codes by status; null where there were too many to store for each day. */
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
