import type { InformationRequest, RequestItem } from '#models/applications/parts/information-request.ts'
import type { Application } from '#models/applications/application.ts'
import { addDays, cityDayOf, endOfCityDay } from '#shared/days/city-day.ts'
import type { Ask, Step } from './cases.ts'

/** Days of the calendar that an invented applicant has for an answer, or the public for an objection. */
const answerDays = 10
const noticeDays = 14

type Asked = { step: Step; at: Date; by: { id: string; name: string }; locale: string }

/** The open question of an invented case, item by item, as an officer would have put it. */
export function requestParts({ step, at, by, locale }: Asked): Partial<Pick<Application, 'request' | 'answerBy'>> {
  const answerBy = endOfCityDay(addDays(cityDayOf(at), answerDays))
  const items = (step.asks ?? []).map(itemOf)
  const request: InformationRequest = { number: 1, askedAt: at, by, locale, items, answerBy, extensions: [] }
  return { answerBy, request }
}

const itemOf = ({ text, ...about }: Ask): RequestItem => ({
  ...about,
  id: `${about.about}-${about.target}`,
  text,
  state: 'open',
})

/** What is announced of an invented decision. */
export function noticeParts(at: Date, premises: string): Pick<Application, 'notice' | 'objections'> {
  return { notice: { premises, from: at, until: endOfCityDay(addDays(cityDayOf(at), noticeDays)) }, objections: [] }
}
