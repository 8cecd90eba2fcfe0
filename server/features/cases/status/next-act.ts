import type { Application } from '#models/cases/application.ts'
import type { Condition } from '#models/cases/parts/acceptance.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { conditionName } from '../acceptance/condition-name.ts'
import { acceptanceOf, awaitedConditions } from '../acceptance/offer-acceptance.ts'
import { openInterview } from '../interviews/rules.ts'
import { situationOf, turnOf, type CaseStage, type Party, type Situation } from './stage.ts'

type Dates = Pick<Application, 'answerBy' | 'offer' | 'dueOn' | 'waiting' | 'interview' | 'notice' | 'deletionNotice'>

/** What comes next in a case. Every page, list and mail that says whose turn it is reads it from here. */
export type NextAct = {
  situation: Situation
  who: Party
  /** The last day for it; null where nothing sets one. */
  by: CityDay | null
  /** Number of conditions for which the applicant still has to send papers, and the one due first. */
  count: number
  condition: Condition | null
  /** Where it is done: the path below the page of the case, on either side. */
  at: { applicant: string; office: string }
}

const dayOf = (instant: Date | null | undefined): CityDay | null => (instant ? cityDayOf(instant) : null)
const dueDay = ({ dueOn }: Dates): CityDay | null => dueOn ?? null
const firstCondition = (application: Dates): CityDay | null => awaitedConditions(application)[0]?.dueOn ?? null

const deadlines: Partial<Record<Situation, (application: Dates) => CityDay | null>> = {
  draft: ({ deletionNotice }) => deletionNotice?.day ?? null,
  information_requested: ({ answerBy }) => dayOf(answerBy),
  submitted: dueDay,
  screening: dueDay,
  review: dueDay,
  'review-unassigned': dueDay,
  decision: dueDay,
  interview: dueDay,
  'interview-set': application => dayOf(openInterview(application)?.startsAt),
  public_notice: ({ notice }) => dayOf(notice?.until),
  objected: dueDay,
  objection_upheld: dueDay,
  waitlisted: ({ waiting }) => dayOf(waiting?.until),
  offered: ({ offer }) => dayOf(offer?.deadline),
  'conditions-open': firstCondition,
  'contracted-conditions': firstCondition,
  'contract-ready': application => acceptanceOf(application)?.signBy ?? null,
}

/** Pages other than the page of the case itself. */
const places: Partial<Record<Situation, NextAct['at']>> = {
  'interview-set': { applicant: '#interview', office: '#talk' },
  interview: { applicant: '', office: '#talk' },
  'conditions-open': { applicant: '/acceptance', office: '/acceptance' },
  'conditions-checked': { applicant: '/acceptance', office: '/acceptance' },
  'contract-awaited': { applicant: '/acceptance', office: '/acceptance' },
  'contract-ready': { applicant: '/acceptance', office: '/acceptance' },
  'scan-sent': { applicant: '/acceptance', office: '' },
  'contracted-conditions': { applicant: '/acceptance', office: '/handover' },
  contracted: { applicant: '/acceptance', office: '/handover' },
}

/** Returns who acts next in a case that is at a stage, what has to be done, by when, and where. Pure. */
export function nextActOf(application: Dates, stage: CaseStage): NextAct {
  const situation = situationOf(application, stage)
  const awaited = awaitedConditions(application)
  return {
    situation,
    who: turnOf(application, stage),
    by: deadlines[situation]?.(application) ?? null,
    count: awaited.length,
    condition: awaited[0] ?? null,
    at: places[situation] ?? { applicant: '', office: '' },
  }
}

/** Returns the values of the sentences about what comes next, for either side. */
export const nextActFacts = (
  reader: Reader,
  { notice }: Pick<Application, 'notice'>,
  { by, count, condition }: NextAct,
) => ({
  day: by ? formatCityDay(reader.locale, by) : '',
  count,
  what: condition ? conditionName(reader, condition) : '',
  reference: notice?.waitsFor?.reference ?? '',
})
