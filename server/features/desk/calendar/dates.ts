import type { CalendarDate, DateSource, DaysAsked } from '#shared/calendar-dates.ts'
import type { Colleague } from '#shared/work.ts'

/** All that slices put into these days for a colleague's role: whole days first, then by the hour. */
export async function datesFor(
  sources: readonly DateSource[],
  colleague: Colleague,
  asked: DaysAsked,
): Promise<CalendarDate[]> {
  const theirs = sources.filter(({ roles }) => roles.includes(colleague.role))
  const found = await Promise.all(theirs.map(source => source.list(colleague, asked)))
  return found.flat().toSorted((one, other) => orderOf(one).localeCompare(orderOf(other)))
}

const orderOf = ({ day, hours, about }: CalendarDate): string =>
  [day, hours?.startsAt.toISOString() ?? '', about].join(' ')
