import { Schema, type Types } from 'mongoose'

/** One line of the inventory. */
export type HandoverItem = { name: string; count: string; condition: string }

/** Readings and notes from the day the keys were given. The city and the tenant settle later bills by them. */
export type HandoverRecord = {
  /** kWh */
  electricityMeter: number
  /** m³; null where the premises has no meter of its own. */
  waterMeter: number | null
  /** GJ; null where the premises has no meter of its own. */
  heatMeter: number | null
  items?: HandoverItem[]
  /** What the lines of the inventory do not cover. */
  inventory: string
  /** Names of the person who gave the keys and the one who took them, as written down. */
  handedBy?: string | null
  receivedBy?: string | null
  /** Ids of pictures of the application that belong to the record. */
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
