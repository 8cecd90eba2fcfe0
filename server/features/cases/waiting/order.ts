import { trusted, type QueryFilter } from 'mongoose'
import type { Application } from '#models/cases/application.ts'
import type { Waiting } from '#models/cases/parts/waiting.ts'
import { addMonths, cityDayOf, endOfCityDay } from '#shared/days/city-day.ts'
import { meanScore } from '../review/rubric.ts'

/** The best assessed first; of equals, whoever handed in first. One order for all premises (ADR 32). */
export const waitingOrder = { 'waiting.score': -1, submittedAt: 1, _id: 1 } as const

/** Four decimals, so that equal means are equal numbers however they were added up. */
export const scoreOf = (reviewed: Pick<Application, 'assessments' | 'rubric'>): number =>
  Math.round((meanScore(reviewed) ?? 0) * 10_000) / 10_000

/** What an application gets when it comes onto the list: its score as it is today, and how long it waits. */
export const waitingFrom = (was: Pick<Application, 'assessments' | 'rubric'>, now: Date, months: number): Waiting => ({
  score: scoreOf(was),
  until: endOfCityDay(addMonths(cityDayOf(now), months)),
})

/** A wait that is over is over, whether or not the sweep has been round. */
export const stillWaiting = (now: Date): QueryFilter<Application> => ({
  state: 'waitlisted',
  'waiting.until': trusted({ $not: { $lt: now } }),
})

type Placed = Pick<Application, '_id' | 'submittedAt'>

/** Those who stand before an application of this score in the order. */
export function standingBefore({ _id, ...placed }: Placed, score: number): QueryFilter<Application> {
  const submittedAt = placed.submittedAt ?? _id.getTimestamp()
  return {
    $or: [
      { 'waiting.score': trusted({ $gt: score }) },
      { 'waiting.score': score, submittedAt: trusted({ $lt: submittedAt }) },
      { 'waiting.score': score, submittedAt, _id: trusted({ $lt: _id }) },
    ],
  }
}
