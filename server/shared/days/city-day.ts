const cityOffsetMs = 8 * 3_600_000

/** A day in Suifenhe as `YYYY-MM-DD`. China has had no daylight saving since 1991: the offset is +08:00. */
export type CityDay = string

export const cityDayOf = (instant: Date): CityDay =>
  new Date(instant.getTime() + cityOffsetMs).toISOString().slice(0, 10)

/** Checks that a text is an existing day in the form `YYYY-MM-DD`. */
export function isCityDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** Returns the instant at which a day begins in Suifenhe. */
export const startOfCityDay = (day: CityDay): Date => new Date(`${day}T00:00:00+08:00`)

/** Returns the last millisecond of a day in Suifenhe: a deadline "by the 9th" ends then. */
export const endOfCityDay = (day: CityDay): Date => new Date(startOfCityDay(day).getTime() + 86_400_000 - 1)

export function addDays(day: CityDay, days: number): CityDay {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Returns the number of the weekday; Monday is 1 (ISO 8601). */
export const weekdayOf = (day: CityDay): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** Returns the Monday of the week of a day. */
export const mondayOf = (day: CityDay): CityDay => addDays(day, 1 - weekdayOf(day))

/** Returns the same day some months later, or the last day of a shorter month (31 August + 6 months is 28 February). */
export function addMonths(day: CityDay, months: number): CityDay {
  const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const lastOfMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(dayOfMonth, lastOfMonth))
  return first.toISOString().slice(0, 10)
}

/** Returns the whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: CityDay, to: CityDay): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
