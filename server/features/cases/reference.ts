import { CounterModel } from '#models/counter.ts'
import { cityDayOf } from '#shared/days/city-day.ts'

/** Returns a new reference such as `SS-2026-000123`: the year in Suifenhe and a unique number. Gaps are possible. */
export async function nextReference(now: Date): Promise<string> {
  const year = cityDayOf(now).slice(0, 4)
  const { value } = await CounterModel.findOneAndUpdate(
    { _id: `application-reference-${year}` },
    { $inc: { value: 1 } },
    { upsert: true, returnDocument: 'after' },
  ).lean<{ value: number }>()
  return `SS-${year}-${String(value).padStart(6, '0')}`
}
