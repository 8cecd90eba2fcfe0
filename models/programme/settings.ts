import { model, Schema, type Types } from 'mongoose'

/** Who changed which values, and when; each value as JSON. `by.name` is the name at that time. */
export type SettingsChange = {
  at: Date
  by: { id: Types.ObjectId; name: string }
  values: { name: string; from: string; to: string }[]
}

/** One document, `programme`: the values set by administrators. An absent value has its default. */
export type Settings = {
  _id: string
  /** Incremented with each change, so that the second of two concurrent changes is refused. */
  revision: number
  values: Record<string, unknown>
  history: SettingsChange[]
}

const text = { type: String, required: true } as const

const changeSchema = new Schema<SettingsChange>(
  {
    at: { type: Date, required: true },
    by: { id: { type: Schema.Types.ObjectId, ref: 'Account', required: true }, name: text },
    values: { type: [{ _id: false, name: text, from: text, to: text }], required: true },
  },
  { _id: false },
)

const settingsSchema = new Schema<Settings>(
  {
    _id: text,
    revision: { type: Number, required: true },
    values: { type: Schema.Types.Mixed, required: true },
    history: { type: [changeSchema], default: [] },
  },
  { versionKey: false, autoIndex: false, minimize: false },
)

export const SettingsModel = model<Settings>('Settings', settingsSchema, 'settings')
