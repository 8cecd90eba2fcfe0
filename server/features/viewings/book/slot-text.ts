import type { ViewingLanguage } from '#models/viewings/viewing.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { dayName, inVladivostok, timeSpan } from '#shared/days/city-time.ts'
import { cityDayOf } from '#shared/days/city-day.ts'

const separators: Record<Locale, string> = { ru: ', ', en: ', ', zh: '、' }

/** Returns the languages in words, such as `по-русски, по-китайски`. */
export const languagesIn = ({ t, locale }: Reader, languages: readonly ViewingLanguage[]): string =>
  languages.map(language => t(`viewing.language.${language}`)).join(separators[locale])

export type Time = {
  id: string
  time: string
  local: string
  instant: string
  languages: string
  href: string
}
export type Day = { day: string; name: string; times: Time[] }
type Slot = { id: string; startsAt: Date; endsAt: Date; languages: readonly ViewingLanguage[] }

/** Groups slots by their day in Suifenhe. */
export function groupByDay(reader: Reader, slots: readonly Slot[], hrefOf: (id: string) => string): Day[] {
  const days = new Map<string, Day>()
  for (const { id, startsAt, endsAt, languages } of slots) {
    const day = cityDayOf(startsAt)
    const entry = days.get(day) ?? { day, name: dayName(reader.locale, startsAt), times: [] }
    days.set(day, entry)
    entry.times.push({
      id,
      time: timeSpan(reader.locale, { startsAt, endsAt }),
      local: inVladivostok(reader, startsAt),
      instant: startsAt.toISOString(),
      languages: reader.t('viewing.languages', { languages: languagesIn(reader, languages) }),
      href: hrefOf(id),
    })
  }
  return [...days.values()]
}
