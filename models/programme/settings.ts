import { model, Schema, type Types } from 'mongoose'

/** Who changed which values, when; each value as JSON. `name` is the one they had then. */
export type SettingsChange = {
  at: Date
  by: { id: Types.ObjectId; name: string }
  values: { name: string; from: string; to: string }[]
}

/** One document, `programme`: what the administrators have set. A value that is absent has its default. */
export type Settings = {
  _id: string
  /** Grows with each change, so that of two changes at once the second is refused. */
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
