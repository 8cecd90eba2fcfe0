import { trusted, type QueryFilter } from 'mongoose'
import type { Application } from '#models/cases/application.ts'
import type { WaitingListEntry } from '#models/cases/parts/waiting.ts'
import { addMonths, cityDayOf, endOfCityDay } from '#shared/days/city-day.ts'
import { meanScore } from '../review/rubric.ts'

/** Order of the waiting list, the same for all premises: highest score first, then earliest submission (ADR 32). */
export const waitingOrder = { 'waiting.score': -1, submittedAt: 1, _id: 1 } as const

/** Returns the mean score with four decimals, so that equal means are equal numbers in whatever order they were added. */
export const scoreOf = (reviewed: Pick<Application, 'assessments' | 'rubric'>): number =>
  Math.round((meanScore(reviewed) ?? 0) * 10_000) / 10_000

/** Returns what an application gets when it is put on the list: its present score and the end of the wait. */
export const waitingFrom = (
  was: Pick<Application, 'assessments' | 'rubric'>,
  now: Date,
  months: number,
): WaitingListEntry => ({
  score: scoreOf(was),
  until: endOfCityDay(addMonths(cityDayOf(now), months)),
})

/** Returns the filter for those who still wait. A wait past its end counts as over even before the sweep has run. */
export const stillWaiting = (now: Date): QueryFilter<Application> => ({
  state: 'waitlisted',
  'waiting.until': trusted({ $not: { $lt: now } }),
})

type Placed = Pick<Application, '_id' | 'submittedAt'>

/** Returns the filter for those who come before an application with this score. */
export function aheadFilter({ _id, ...placed }: Placed, score: number): QueryFilter<Application> {
  const submittedAt = placed.submittedAt ?? _id.getTimestamp()
  return {
    $or: [
      { 'waiting.score': trusted({ $gt: score }) },
      { 'waiting.score': score, submittedAt: trusted({ $lt: submittedAt }) },
      { 'waiting.score': score, submittedAt, _id: trusted({ $lt: _id }) },
    ],
  }
}
