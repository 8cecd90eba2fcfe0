import type { Milestone, MilestoneKind } from '../../../models/tenancy.ts'
import { addDays, addMonths, daysBetween, type CityDay } from '../../shared/city-day.ts'

/** Days from handover by which the business licence is due, and by which the shop is open (product.md, "Tenancy"). */
const licenceWithinDays = 60
const openWithinDays = 90

/** The last day without rent: the start + months − 1 day. Handed over on 1 March 2026, free until 28 February 2029. */
export const rentFreeUntil = (handoverOn: CityDay, months: number): CityDay =>
  addDays(addMonths(handoverOn, months), -1)

/**
 * What the tenant owes the programme and by when, in order of date: the licence, the opening, a report for each full
 * quarter since handover and an assessment for each full year, as long as no rent is due.
 */
export function milestonesOf(handoverOn: CityDay, months: number): Milestone[] {
  const every = (kind: MilestoneKind, step: number): Milestone[] =>
    Array.from({ length: Math.floor(months / step) }, (_, index) => ({
      kind,
      dueOn: addMonths(handoverOn, (index + 1) * step),
    }))
  const milestones: Milestone[] = [
    { kind: 'licence', dueOn: addDays(handoverOn, licenceWithinDays) },
    { kind: 'opening', dueOn: addDays(handoverOn, openWithinDays) },
    ...every('quarterly_report', 3),
    ...every('yearly_assessment', 12),
  ]
  return milestones.sort((a, b) => a.dueOn.localeCompare(b.dueOn))
}

export type RentFreeClock = {
  totalDays: number
  /** Days used up, today included; 0 before the handover, `totalDays` after the end. */
  usedDays: number
  leftDays: number
  /** 0 to 1, for the ring. */
  usedShare: number
  over: boolean
}

/** How far the rent-free clock has run on a day. Both ends count: the first and the last day are free. */
export function readClock(
  { startOn, freeUntil }: { startOn: CityDay; freeUntil: CityDay },
  today: CityDay,
): RentFreeClock {
  const totalDays = daysBetween(startOn, freeUntil) + 1
  const usedDays = Math.min(totalDays, Math.max(0, daysBetween(startOn, today) + 1))
  const over = daysBetween(freeUntil, today) > 0
  return { totalDays, usedDays, leftDays: totalDays - usedDays, usedShare: usedDays / totalDays, over }
}
