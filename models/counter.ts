import { model, Schema } from 'mongoose'

/** A number that only increases, by an atomic `$inc`. Numbers may be skipped but never repeat. */
export type Counter = { _id: string; value: number }

const counterSchema = new Schema<Counter>({
  _id: { type: String, required: true },
  value: { type: Number, required: true, default: 0 },
})

export const CounterModel = model<Counter>('Counter', counterSchema)
