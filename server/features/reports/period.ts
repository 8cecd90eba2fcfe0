import { addDays, addMonths, daysBetween, isCityDay, type CityDay } from '#shared/days/city-day.ts'

/** Days in Suifenhe, both included. */
export type Period = { from: CityDay; to: CityDay }

export const presets = ['month', 'quarter', 'year', 'last_month', 'last_quarter', 'last_year'] as const
export type Preset = (typeof presets)[number]

/** Longer periods would read the cases of the programme's whole history at once. */
const maxPeriodDays = 5 * 366

const monthsOf = { month: 1, quarter: 3, year: 12 } as const

/** Returns the period from the first day of the month, quarter or year to today; for the previous ones the whole period. */
export function presetPeriod(preset: Preset, today: CityDay): Period {
  const last = preset.startsWith('last_')
  const months = monthsOf[preset.replace('last_', '') as keyof typeof monthsOf]
  const month = Number(today.slice(5, 7)) - 1
  const first = `${today.slice(0, 4)}-${String(month - (month % months) + 1).padStart(2, '0')}-01`
  if (!last) return { from: first, to: today }
  return { from: addMonths(first, -months), to: addDays(first, -1) }
}

/** Returns the same days of the year before. The end of a month stays one: of 28 February it may be the 29th. */
export const yearBefore = ({ from, to }: Period): Period => ({
  from: addMonths(from, -12),
  to: isLastOfMonth(to) ? addDays(addMonths(addDays(to, 1), -12), -1) : addMonths(to, -12),
})

const isLastOfMonth = (day: CityDay): boolean => addDays(day, 1).endsWith('-01')

/**
 * Returns the period of two typed days; a last day in the future becomes today. Null when a day is invalid, the first is
 * after the last or in the future, or the period is too long.
 */
export function periodOf(from: string, to: string, today: CityDay): Period | null {
  if (!isCityDay(from) || !isCityDay(to)) return null
  if (from > to || from > today || daysBetween(from, to) > maxPeriodDays) return null
  return { from, to: to > today ? today : to }
}
