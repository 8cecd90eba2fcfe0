import type { Application } from '#models/cases/application.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conditionsOf } from '../acceptance/of-offer.ts'

type Dated = Pick<Application, 'state' | 'dueOn' | 'answerBy' | 'offer' | 'waiting' | 'notice'>

/**
 * The day by which the act has to be done whose text waits for a translation: until then the step lasts, or the office means to
 * be done with it. Read from the case, so that it is never another one than the case itself shows. Null where no day is set.
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
