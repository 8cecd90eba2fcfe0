import { addDays, cityDayOf, mondayOf, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'

/** `at`: the time of day in the city, as `HH:MM`. `daily` and `weekly`: of how many days and weeks one back-up each is kept. */
export type Schedule = { at: string; daily: number; weekly: number }

const retryMs = 30 * 60_000

/** The instant at or before `now` at which the latest back-up was to be begun. */
function plannedBefore(now: Date, at: string): Date {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const on = (day: CityDay) => new Date(startOfCityDay(day).getTime() + (hours * 60 + minutes) * 60_000)
  const today = cityDayOf(now)
  return on(today) <= now ? on(today) : on(addDays(today, -1))
}

/** `made`: when the newest back-up of the schedule was begun; `tried`: the same of the newest that failed. */
export type Past = { made: Date | null; tried: Date | null }

/** Whether a back-up is to be begun: none has been since it was planned, and the last failure was half an hour ago. */
export function isDue(now: Date, { at }: Schedule, { made, tried }: Past): boolean {
  if (made && made >= plannedBefore(now, at)) return false
  return !tried || now.getTime() - tried.getTime() >= retryMs
}

/**
 * Which of these back-ups need not be kept: the newest of each of the newest `daily` days stays, and of each of the newest
 * `weekly` weeks. Days and weeks without a back-up do not count, so that what is there stays when no more are made.
 */
export function notKept<T extends { startedAt: Date }>(made: readonly T[], { daily, weekly }: Schedule): T[] {
  const newestFirst = made.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
  const kept = new Set([
    ...newestFirst.slice(0, 1),
    ...firstOfEach(newestFirst, ({ startedAt }) => cityDayOf(startedAt)).slice(0, daily),
    ...firstOfEach(newestFirst, ({ startedAt }) => mondayOf(cityDayOf(startedAt))).slice(0, weekly),
  ])
  return newestFirst.filter(one => !kept.has(one))
}

function firstOfEach<T>(all: readonly T[], group: (one: T) => string): T[] {
  const first = new Map<string, T>()
  for (const one of all) if (!first.has(group(one))) first.set(group(one), one)
  return [...first.values()]
}
