import type { InformationRequest } from '#models/cases/parts/information-request.ts'
import { addDays, cityDayOf, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import type { EffectRequest } from '../effects/effect-kinds.ts'
import type { ApplicationMail } from '../ports.ts'
import type { Actor } from '../states.ts'

/** No answer may be awaited for longer: a slip of the pen must not keep a case open for years. */
const longestDays = 180

/** The last instant of the day by which an answer is awaited. Throws what is wrong with the day. */
export function deadlineOn(now: Date, day: CityDay): Date {
  const today = cityDayOf(now)
  if (day <= today) throw conflict('application.answer-by-past', { facts: { day } })
  if (day > addDays(today, longestDays)) throw conflict('request.too-late', { facts: { day } })
  return endOfCityDay(day)
}

/** A letter that lists what was asked. */
export const mailAbout = (request: InformationRequest | null, template: ApplicationMail): EffectRequest => ({
  kind: 'mail',
  facts: { template, ...(request ? { request: String(request.number) } : {}) },
})

export const officer = ({ id = '', name = '' }: Actor) => ({ id, name })
