import type { CalendarDate, DateSource, DayRange } from '#shared/calendar-dates.ts'
import type { Colleague } from '#shared/work.ts'

/** Most entries of one source on a page. */
export const maxOnPage = 500

/** `cut`: there were more entries than the limit. */
type Found = { dates: CalendarDate[]; cut: boolean }

/**
 * Returns what all slices have on these days for a colleague's role, at most `most` of each source: all-day entries first,
 * then by time.
 */
export async function listDates(
  sources: readonly DateSource[],
  colleague: Colleague,
  { most, ...asked }: DayRange & { most: number },
): Promise<Found> {
  const visibleSources = sources.filter(({ roles }) => roles.includes(colleague.role))
  const found = await Promise.all(visibleSources.map(source => takeDates(source.list(colleague, asked), most)))
  const dates = found.flatMap(one => one.dates)
  return {
    dates: dates.toSorted((one, other) => orderOf(one).localeCompare(orderOf(other))),
    cut: found.some(({ cut }) => cut),
  }
}

async function takeDates(listed: AsyncIterable<CalendarDate>, most: number): Promise<Found> {
  const dates: CalendarDate[] = []
  for await (const date of listed) {
    if (dates.length === most) return { dates, cut: true }
    dates.push(date)
  }
  return { dates, cut: false }
}

const orderOf = ({ day, hours, about }: CalendarDate): string =>
  [day, hours?.startsAt.toISOString() ?? '', about].join(' ')
