import { Schema } from 'mongoose'

/** What was read and noted when the keys were given: the city and the tenant settle later bills by it. */
export type HandoverRecord = {
  /** kWh */
  electricityMeter: number
  /** m³; null where the premises has no meter of its own. */
  waterMeter: number | null
  /** GJ; null where the premises has no meter of its own. */
  heatMeter: number | null
  inventory: string
}

export const handoverSchema = new Schema(
  {
    electricityMeter: { type: Number, required: true, min: 0 },
    waterMeter: { type: Number, min: 0, default: null },
    heatMeter: { type: Number, min: 0, default: null },
    inventory: { type: String, required: true },
  },
  { _id: false },
)
