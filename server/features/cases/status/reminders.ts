import { addDays, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import type { Situation } from './stage.ts'

/** Days before each deadline of the applicant on which a reminder is sent; 0 is the last day itself. */
export const reminderDays: Partial<Record<Situation, readonly number[]>> = {
  information_requested: [2, 0],
  offered: [7, 2, 0],
  'conditions-open': [7, 0],
  'contracted-conditions': [7, 0],
  'contract-ready': [7, 2, 0],
}

/**
 * Returns which reminder of a deadline is due: how many days before it is to be sent, the latest one only. Null when none is,
 * and when that day came with, or before, the one on which the applicant learned of the deadline.
 */
export function reminderDue(
  situation: Situation,
  days: { by: CityDay; since: CityDay },
  today: CityDay,
): number | null {
  const left = daysBetween(today, days.by)
  if (left < 0) return null
  const due = (reminderDays[situation] ?? []).filter(before => before >= left)
  const nearest = due.length > 0 ? Math.min(...due) : null
  return nearest !== null && days.since < addDays(days.by, -nearest) ? nearest : null
}
