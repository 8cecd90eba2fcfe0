import { addDays, addMonths, daysBetween, isCityDay, type CityDay } from '#shared/days/city-day.ts'

/** Days in the city, both included. */
export type Period = { from: CityDay; to: CityDay }

export const presets = ['month', 'quarter', 'year', 'last_month', 'last_quarter', 'last_year'] as const
export type Preset = (typeof presets)[number]

/** Longer ones would read the cases of a programme's whole life at once. */
const longestDays = 5 * 366

const monthsOf = { month: 1, quarter: 3, year: 12 } as const

/** From the first day of the month, quarter or year to today; the last ones are whole. */
export function presetPeriod(preset: Preset, today: CityDay): Period {
  const last = preset.startsWith('last_')
  const months = monthsOf[preset.replace('last_', '') as keyof typeof monthsOf]
  const month = Number(today.slice(5, 7)) - 1
  const first = `${today.slice(0, 4)}-${String(month - (month % months) + 1).padStart(2, '0')}-01`
  if (!last) return { from: first, to: today }
  return { from: addMonths(first, -months), to: addDays(first, -1) }
}

/** The same days a year before. */
export const yearBefore = ({ from, to }: Period): Period => ({ from: addMonths(from, -12), to: addMonths(to, -12) })

/** What was asked for as days, if it makes sense: the first is not after the last, nothing lies ahead. */
export function periodOf(from: string, to: string, today: CityDay): Period | null {
  if (!isCityDay(from) || !isCityDay(to)) return null
  if (from > to || from > today || daysBetween(from, to) > longestDays) return null
  return { from, to: to > today ? today : to }
}
