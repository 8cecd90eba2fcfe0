import { cityDayOf, daysBetween, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatDay } from '#shared/texts/format.ts'
import { noticeDays } from '#features/cases/own/draft-retention.ts'
import type { ApplicantReader } from '#features/cases/applicant/labels.ts'

export type DraftExpiry = { text: string; soon: boolean }

/** Returns the text on how long a draft is kept. `soon` is true in its last week. */
export const draftExpiry = (day: CityDay, { t, locale, now }: ApplicantReader): DraftExpiry => ({
  text: t('apply.task.keep', { day: formatDay(locale, endOfCityDay(day)) }),
  soon: daysBetween(cityDayOf(now), day) <= noticeDays,
})
