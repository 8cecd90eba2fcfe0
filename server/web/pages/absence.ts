import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'

/** An absence: its last day, and the colleague who covers; null where nobody does. */
export type AwayUntil = { until: CityDay; standIn: { name: string } | null }

/** Returns "away until …, covered by …", for places that name the person who acts. */
function awayInWords({ t, locale }: Reader, { until, standIn }: AwayUntil): string {
  const day = formatDay(locale, startOfCityDay(until))
  return standIn ? t('absence.away', { day, name: standIn.name }) : t('absence.away.nobody', { day })
}

/** Returns a name, followed by the absence if there is one. */
export const nameWithAway = (reader: Reader, name: string, away: AwayUntil | null | undefined): string =>
  away ? [name, awayInWords(reader, away)].join(reader.t('list.apposition')) : name

/** Returns the placeholder values of sentences about an absence. */
export const absenceInWords = (
  locale: Locale,
  { from, to, cover }: { from: CityDay; to: CityDay; cover: { name: string } },
): Record<'from' | 'to' | 'cover', string> => ({
  from: formatDay(locale, startOfCityDay(from)),
  to: formatDay(locale, startOfCityDay(to)),
  cover: cover.name,
})
