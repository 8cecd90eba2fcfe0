import mongoose from 'mongoose'
import { conditionsFor } from '#features/cases/acceptance/rules.ts'
import { initialRubric, meanScore, topScore } from '#features/cases/review/rubric.ts'
import type { Answers, Application } from '#models/cases/application.ts'
import type { Acceptance } from '#models/cases/parts/offer.ts'
import type { Assessment } from '#models/cases/parts/assessment.ts'
import type { InformationRequest, RequestItem } from '#models/cases/parts/information-request.ts'
import type { HistoryEvent } from '#models/parts/history.ts'
import { addDays, cityDayOf, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { addWorkingDays } from '#shared/days/working-days.ts'
import { caseTerms } from '#features/cases/search/terms.ts'
import { formVersion } from '#features/cases/answers/fields.ts'
import { holdsPremises, type ApplicationState } from '#features/cases/states.ts'
import { waitingFrom } from '#features/cases/waiting/order.ts'
import type { Ask, DemonstrationCase, Step } from './cases.ts'
import { answersOf, type Founder } from './people.ts'

export type Cast = { founder: string; reviewer: string; decider: string; names: Record<Step['by'], string> }
type Told = { case: DemonstrationCase; cast: Cast; codes: readonly [string, ...string[]]; reference: string; now: Date }
type At = (step: Step) => Date
type Parts = Partial<Omit<Application, '_id' | 'applicant' | 'assignee'>>
export type NewCase = Omit<Application, '_id' | 'applicant' | 'assignee'> & {
  _id: mongoose.Types.ObjectId
  applicant: string
  assignee: string | null
}

const hour = 3_600_000
const screeningDays = 10
const offerDays = 14
const waitingMonths = 12
/** Calendar days that an invented applicant has to answer, or the public to object. */
const answerDays = 10
const noticeDays = 14

/** Builds an invented case as it would be stored if its steps had been taken on their days. Sends no mail. */
export function buildCase({ case: { founder, idea, steps }, cast, codes, reference, now }: Told): NewCase {
  const _id = new mongoose.Types.ObjectId()
  const at: At = step => new Date(now.getTime() - step.daysAgo * 24 * hour + 2 * hour)
  const [first] = steps
  const last = steps.findLast(isMove) ?? first
  const answers = answersOf(founder, idea, [...codes])
  const submittedAt = at(first)
  const assessments = steps.some(step => step.to === 'assessed') ? [assessmentOf(cast, submittedAt)] : []
  return {
    _id,
    applicant: cast.founder,
    reference,
    state: last.to as ApplicationState,
    stateSince: at(last),
    startedFor: codes[0],
    premises: [...codes],
    answers,
    savedAt: Object.fromEntries(Object.keys(answers).map(section => [section, submittedAt])),
    revision: steps.length,
    submittedAt,
    applicantName: founder.latin.join(' '),
    snapshot: { at: submittedAt, formVersion, answers, documents: [] },
    searchTerms: caseTerms({ snapshot: { answers } }),
    assignee: steps.length > 1 ? cast.reviewer : null,
    assessments,
    score: meanScore({ assessments }),
    events: eventsOf(steps, cast, at),
    pendingEffects: [],
    createdAt: submittedAt,
    updatedAt: at(last),
    ...awaitedParts({ last, at, cast, founder }),
    ...(last.to === 'public_notice' ? noticeParts(at(last), codes[0]) : {}),
    ...waitingParts(last, assessments, at),
    ...offerParts(steps, { code: codes[0], answers, at }),
    ...holdingParts(last, { _id, code: codes[0], handover: steps.find(step => step.to === 'handed_over'), at }),
  }
}

type Awaited = Pick<Told, 'cast'> & { last: Step; at: At; founder: Founder }

/** Returns the deadline fields of the last step, for the applicant or the office. */
function awaitedParts({ last, at, cast, founder }: Awaited): Parts {
  const { to } = last
  const by = { id: cast.reviewer, name: cast.names.reviewer }
  if (to === 'information_requested')
    return { returnTo: 'screening', ...requestParts({ step: last, at: at(last), by, locale: founder.language }) }
  const due = (days: number) => ({ dueOn: workingDayFrom(addDays(cityDayOf(at(last)), days)) })
  if (to === 'submitted') return due(5)
  if (to === 'assessed' || to === 'decision') return due(14)
  return to === 'screening' || to === 'review' ? due(screeningDays) : {}
}

/** Returns the day itself or, when the office is closed on it, the following Monday. */
const workingDayFrom = (day: CityDay): CityDay => addWorkingDays(addDays(day, -1), 1, { daysOff: [], makeUpDays: [] })

type Asked = { step: Step; at: Date; by: { id: string; name: string }; locale: string }

/** Returns the open information request of an invented case, item by item. */
function requestParts({ step, at, by, locale }: Asked): Partial<Pick<Application, 'request' | 'answerBy'>> {
  const answerBy = endOfCityDay(workingDayFrom(addDays(cityDayOf(at), answerDays)))
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

/** Returns the public notice of an invented decision. */
function noticeParts(at: Date, premises: string): Pick<Application, 'notice' | 'objections'> {
  return { notice: { premises, from: at, until: endOfCityDay(addDays(cityDayOf(at), noticeDays)) }, objections: [] }
}

function waitingParts(last: Step, assessments: Assessment[], at: At): Parts {
  return last.to === 'waitlisted' ? { waiting: waitingFrom({ assessments }, at(last), waitingMonths) } : {}
}

type Offered = { code: string; answers: Answers; at: At }

/** Returns the fields that making and accepting an offer would have set. */
function offerParts(steps: readonly Step[], { code, answers, at }: Offered): Parts {
  const made = steps.find(step => step.to === 'offered')
  if (!made) return {}
  const deadline = endOfCityDay(addDays(cityDayOf(at(made)), offerDays))
  return { offer: { premises: code, madeAt: at(made), deadline, ...acceptanceParts(steps, answers, at) } }
}

function acceptanceParts(steps: readonly Step[], answers: Answers, at: At): { acceptance?: Acceptance } {
  const accepted = steps.find(step => step.to === 'accepted')
  if (!accepted) return {}
  const state = steps.some(step => step.to === 'contracted') ? ('met' as const) : ('open' as const)
  const conditions = conditionsFor(answers, cityDayOf(at(accepted)))
  const stated = conditions.map(one => ({ ...one, _id: new mongoose.Types.ObjectId(), state }))
  return { acceptance: { at: at(accepted), conditions: stated } }
}

type Holding = { _id: mongoose.Types.ObjectId; code: string; handover: Step | undefined; at: At }

/** Returns the held premises with pending effects that update the listing and open the tenancy, as in other cases. */
function holdingParts({ to }: Step, { _id, code, handover, at }: Holding): Parts {
  if (!holdsPremises(to as ApplicationState)) return {}
  const key = `application:${_id.toHexString()}:demonstration`
  const listing = { key: `${key}-listing`, kind: 'premises', facts: { code } }
  const published = { key: `${key}-public`, kind: 'public', facts: {} }
  if (to === 'public_notice') return { heldPremises: code, pendingEffects: [listing, published] }
  if (!handover) return { heldPremises: code, pendingEffects: [listing] }
  const handedOverOn = cityDayOf(at(handover))
  const facts = { premises: code, handoverOn: handedOverOn, rentFreeMonths: '36' }
  const tenancy = { key: `${key}-tenancy`, kind: 'tenancy', facts }
  return { heldPremises: code, handedOverOn, pendingEffects: [listing, tenancy] }
}

const isMove = (step: Step): boolean => step.to !== 'assessed' && step.to !== 'handed_over'

function eventsOf(steps: readonly Step[], cast: Cast, at: At): HistoryEvent[] {
  let from: string = 'draft'
  return steps.map(step => {
    const by = {
      kind: step.by === 'founder' ? ('applicant' as const) : step.by,
      id: cast[step.by],
      name: cast.names[step.by],
    }
    const told = {
      _id: new mongoose.Types.ObjectId(),
      at: at(step),
      by,
      ...reasonOf(step),
    }
    if (!isMove(step)) return { ...told, kind: step.to }
    const moved = { ...told, kind: 'moved', from, to: step.to }
    from = step.to
    return moved
  })
}

function reasonOf({ reason, asks }: Step): { reason?: string } {
  const said = reason ?? asks?.map(({ text }) => text).join('\n\n')
  return said ? { reason: said } : {}
}

function assessmentOf(cast: Cast, submittedAt: Date): Assessment {
  return {
    reviewer: cast.reviewer,
    reviewerName: cast.names.reviewer,
    at: new Date(submittedAt.getTime() + 6 * 24 * hour),
    noConflict: true,
    scores: Object.fromEntries(initialRubric.criteria.map(({ key }, index) => [key, topScore - 1 - (index % 2)])),
    comment: '计划清晰，经验充分。',
  }
}
