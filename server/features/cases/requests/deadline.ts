import type { InformationRequest } from '#models/cases/parts/information-request.ts'
import { addDays, cityDayOf, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import type { EffectRequest } from '../effects/effect-kinds.ts'
import type { ApplicationMail } from '../ports.ts'
import type { Actor } from '../states.ts'

/** Longest time for an answer in days, so that a mistyped date cannot keep a case open for years. */
const maxAnswerDays = 180

/** Returns the last instant of the day by which to answer. Throws a conflict when the day is past or too late. */
export function deadlineOn(now: Date, day: CityDay): Date {
  const today = cityDayOf(now)
  if (day <= today) throw conflict('application.answer-by-past', { facts: { day } })
  if (day > addDays(today, maxAnswerDays)) throw conflict('request.too-late', { facts: { day } })
  return endOfCityDay(day)
}

/** Returns the effect of a mail that lists the items of a request. */
export const requestMailEffect = (request: InformationRequest | null, template: ApplicationMail): EffectRequest => ({
  kind: 'mail',
  facts: { template, ...(request ? { request: String(request.number) } : {}) },
})

export const toOfficer = ({ id = '', name = '' }: Actor) => ({ id, name })
