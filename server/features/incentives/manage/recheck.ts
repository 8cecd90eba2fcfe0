import type { Incentive } from '#models/incentives/incentive.ts'
import { daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import type { Words } from '../presentation.ts'
import { checkAgainOn } from '../rules.ts'

/** When a published incentive was last held against its source, and whether that is to be done again by now. */
export type Recheck = { isDue: boolean; text: string }

/** Null where readers see nothing. */
export function recheckOf({ t, locale }: Words, incentive: Incentive, today: CityDay): Recheck | null {
  if (incentive.status !== 'published') return null
  const again = checkAgainOn(incentive)
  const days = daysBetween(again, today)
  const dates = { checked: formatCityDay(locale, incentive.checkedAt), again: formatCityDay(locale, again) }
  return days >= 0
    ? { isDue: true, text: t('incentives.staff.recheck.due', { ...dates, days }) }
    : { isDue: false, text: t('incentives.staff.recheck.later', dates) }
}
