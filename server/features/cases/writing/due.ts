import type { Application } from '#models/cases/application.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conditionsOf } from '../acceptance/of-offer.ts'

type Dated = Pick<Application, 'state' | 'dueOn' | 'answerBy' | 'offer' | 'waiting' | 'notice'>

/**
 * Returns the day by which the action whose text waits for a translation is due: the end of the state or the office's due
 * day, whichever is earlier, otherwise the day of the first open condition. It is read from the case, so it never differs
 * from what the case shows. Null when no day is set.
 */
export function dueOfText(application: Dated): CityDay | null {
  const ends = endOfStep(application)
  const days = [application.dueOn, ends && cityDayOf(ends)].filter(day => day !== null && day !== undefined)
  return days.toSorted()[0] ?? firstCondition(application)
}

function endOfStep({ state, answerBy, offer, waiting, notice }: Dated): Date | null | undefined {
  if (state === 'information_requested') return answerBy
  if (state === 'offered') return offer?.deadline
  if (state === 'waitlisted') return waiting?.until
  return state === 'public_notice' ? notice?.until : null
}

const firstCondition = (application: Dated): CityDay | null =>
  application.state === 'accepted'
    ? (conditionsOf(application)
        .filter(({ state }) => state === 'open')
        .map(({ dueOn }) => dueOn)
        .toSorted()[0] ?? null)
    : null
