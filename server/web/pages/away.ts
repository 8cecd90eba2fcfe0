import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'

/** Somebody who is away: until when, and who does their work; null where nobody can. */
export type AwayUntil = { until: CityDay; standIn: { name: string } | null }

/** "away until …, covered by …", for wherever it is said who acts. */
function awayInWords({ t, locale }: Reader, { until, standIn }: AwayUntil): string {
  const day = formatDay(locale, startOfCityDay(until))
  return standIn ? t('absence.away', { day, name: standIn.name }) : t('absence.away.nobody', { day })
}

/** A name, and behind it that they are away where they are. */
export const nameWithAway = (reader: Reader, name: string, away: AwayUntil | null | undefined): string =>
  away ? [name, awayInWords(reader, away)].join(reader.t('list.apposition')) : name

/** What fills the sentences about somebody's days away. */
export const absenceInWords = (
  locale: Locale,
  { from, to, cover }: { from: CityDay; to: CityDay; cover: { name: string } },
): Record<'from' | 'to' | 'cover', string> => ({
  from: formatDay(locale, startOfCityDay(from)),
  to: formatDay(locale, startOfCityDay(to)),
  cover: cover.name,
})
