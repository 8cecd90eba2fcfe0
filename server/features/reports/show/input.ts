import { z } from 'zod'
import { periodOf, presetPeriod, presets, type Period, type Preset } from '../period.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { readDay } from '#shared/days/parse-day.ts'
import { readingLanguage } from '#web/forms/typed-fields.ts'

const text = z.string().catch('')
/** What is no day stays as it was typed. */
const day = text.transform(typed => readDay(typed, readingLanguage()) ?? typed)
const query = z.object({ period: z.enum(presets).optional().catch(undefined), from: day, to: day, on: day })
export type Asked = { period: Period; preset: Preset | null; on: string; wrong: boolean; typed: Period }

/** Days win over a name; what makes no sense gives the present month, and the page says so. */
export function askedFor(asked: unknown, today: CityDay): Asked {
  const { period: name = 'month', from, to, on } = query.parse(asked)
  const preset = { period: presetPeriod(name, today), preset: name, on, wrong: false }
  if (!from && !to) return { ...preset, typed: preset.period }
  const period = periodOf(from, to, today)
  if (!period)
    return { ...preset, period: presetPeriod('month', today), preset: null, wrong: true, typed: { from, to } }
  return { period, preset: null, on, wrong: false, typed: period }
}

export const reportFile = z.object({ format: z.enum(['xlsx', 'csv', 'pdf']) })
