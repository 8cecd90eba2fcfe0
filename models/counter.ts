import { model, Schema } from 'mongoose'

/** A number that only grows, taken by an atomic `$inc`. Gaps are possible, doubles are not. */
export type Counter = { _id: string; value: number }

const counterSchema = new Schema<Counter>({
  _id: { type: String, required: true },
  value: { type: Number, required: true, default: 0 },
})

export const CounterModel = model<Counter>('Counter', counterSchema)
