import { addDays, cityDayOf, mondayOf, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'

/** `at`: time of day in Suifenhe, `HH:MM`. `daily` and `weekly`: for how many days and weeks one back-up each is kept. */
export type Schedule = { at: string; daily: number; weekly: number }

/** After the first failure the cause may be over soon; after another one it waits for somebody. */
const firstRetryMs = 5 * 60_000
const retryMs = 60 * 60_000

/** Returns the latest time at or before `now` at which a back-up was scheduled. */
function lastScheduledTime(now: Date, at: string): Date {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const on = (day: CityDay) => new Date(startOfCityDay(day).getTime() + (hours * 60 + minutes) * 60_000)
  const today = cityDayOf(now)
  return on(today) <= now ? on(today) : on(addDays(today, -1))
}

/** Starts of the newest back-up of the schedule, and of those that failed, newest first. */
export type Past = { made: Date | null; failures: readonly Date[] }

/**
 * Checks whether a back-up is due: none was made since the scheduled time, and since the last failure there were five
 * minutes, or an hour after a second one.
 */
export function isDue(now: Date, { at }: Schedule, { made, failures }: Past): boolean {
  const scheduled = lastScheduledTime(now, at)
  if (made && made >= scheduled) return false
  const since = failures.filter(one => one >= scheduled)
  const [last] = since
  return !last || now.getTime() - last.getTime() >= (since.length === 1 ? firstRetryMs : retryMs)
}

/**
 * Returns the back-ups that may be removed. Kept are the newest of each of the latest `daily` days and of each of the latest
 * `weekly` weeks. Days and weeks without a back-up do not count, so existing ones remain when no more are made.
 */
export function findExpired<T extends { startedAt: Date }>(backups: readonly T[], { daily, weekly }: Schedule): T[] {
  const newestFirst = backups.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
  const retained = new Set([
    ...newestFirst.slice(0, 1),
    ...firstOfEach(newestFirst, ({ startedAt }) => cityDayOf(startedAt)).slice(0, daily),
    ...firstOfEach(newestFirst, ({ startedAt }) => mondayOf(cityDayOf(startedAt))).slice(0, weekly),
  ])
  return newestFirst.filter(one => !retained.has(one))
}

function firstOfEach<T>(all: readonly T[], group: (one: T) => string): T[] {
  const first = new Map<string, T>()
  for (const one of all) if (!first.has(group(one))) first.set(group(one), one)
  return [...first.values()]
}
