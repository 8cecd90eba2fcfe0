import { Schema, type Types } from 'mongoose'

/** One line of the inventory. */
export type HandoverItem = { name: string; count: string; condition: string }

/** What was read and noted when the keys were given: the city and the tenant settle later bills by it. */
export type HandoverRecord = {
  /** kWh */
  electricityMeter: number
  /** m³; null where the premises has no meter of its own. */
  waterMeter: number | null
  /** GJ; null where the premises has no meter of its own. */
  heatMeter: number | null
  items?: HandoverItem[]
  /** What no line of the inventory says. */
  inventory: string
  /** Who gave the keys and who took them, as they were written down. */
  handedBy?: string | null
  receivedBy?: string | null
  /** Pictures of the application that belong to the record. */
  photos?: Types.ObjectId[]
}

export const handoverSchema = new Schema(
  {
    electricityMeter: { type: Number, required: true, min: 0 },
    waterMeter: { type: Number, min: 0, default: null },
    heatMeter: { type: Number, min: 0, default: null },
    items: {
      type: [{ _id: false, name: { type: String, required: true }, count: String, condition: String }],
      default: [],
    },
    inventory: { type: String, default: '' },
    handedBy: { type: String },
    receivedBy: { type: String },
    photos: { type: [Schema.Types.ObjectId], default: [] },
  },
  { _id: false },
)
