import type { Application, ApplicationState } from '#models/cases/application.ts'
import { cityDayOf, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { acceptanceOf, awaitedConditions, conditionsOf } from '../acceptance/offer-acceptance.ts'
import { openInterview } from '../interviews/rules.ts'
import { isUpheld, openObjections } from '../notice/open.ts'

/**
 * State of a case, refined. A contracted case becomes a tenancy with the handover, `tenancy_ended` when the tenancy says so,
 * and `tenancy_over` when the premises is given back. An announced offer may wait for another offer to end (`offer_waits`)
 * or for the answer to an objection (`objected`), or is not made because an objection was upheld (`objection_upheld`).
 */
export type CaseStage =
  | ApplicationState
  | 'tenancy'
  | 'tenancy_ended'
  | 'tenancy_over'
  | 'offer_waits'
  | 'objected'
  | 'objection_upheld'
export type Party = 'applicant' | 'office' | 'nobody'

/** A stage, divided further by whose turn it is. */
export type Situation =
  | Exclude<CaseStage, 'accepted'>
  | 'review-unassigned'
  | 'interview-set'
  | 'conditions-open'
  | 'conditions-checked'
  | 'contract-awaited'
  | 'contract-ready'
  | 'scan-sent'
  | 'contracted-conditions'

const turns: Record<Situation, Party> = {
  draft: 'applicant',
  submitted: 'office',
  screening: 'office',
  information_requested: 'applicant',
  review: 'office',
  'review-unassigned': 'office',
  interview: 'office',
  'interview-set': 'office',
  decision: 'office',
  public_notice: 'office',
  objected: 'office',
  objection_upheld: 'office',
  offer_waits: 'applicant',
  waitlisted: 'office',
  offered: 'applicant',
  'conditions-open': 'applicant',
  'conditions-checked': 'office',
  'contract-awaited': 'office',
  'contract-ready': 'applicant',
  'scan-sent': 'office',
  'contracted-conditions': 'applicant',
  contracted: 'office',
  tenancy: 'nobody',
  tenancy_ended: 'nobody',
  tenancy_over: 'nobody',
  ineligible: 'nobody',
  rejected: 'nobody',
  withdrawn: 'nobody',
  declined: 'nobody',
  offer_expired: 'nobody',
  lapsed: 'nobody',
  conditions_not_met: 'nobody',
}

type Staged = Pick<
  Application,
  'state' | 'handedOverOn' | 'heldPremises' | 'notice' | 'objections' | 'objectionAnswers'
>

/** Returns the stage of a case: its state, or a stage within it. */
export function stageOf(application: Staged): CaseStage {
  const { state, handedOverOn, heldPremises, notice } = application
  if (state === 'contracted' && handedOverOn) return heldPremises ? 'tenancy' : 'tenancy_over'
  if (state !== 'public_notice') return state
  if (notice?.waitsFor) return 'offer_waits'
  if (openObjections(application).length > 0) return 'objected'
  return isUpheld(application) ? 'objection_upheld' : state
}

type WithSteps = Pick<Application, 'offer'> & Partial<Pick<Application, 'interview' | 'panel' | 'assessments'>>

/** Returns the situation of a case at a stage. */
export function situationOf(application: WithSteps, stage: CaseStage): Situation {
  if (stage === 'review') return isUnassigned(application) ? 'review-unassigned' : stage
  if (stage === 'interview') return openInterview(application) ? 'interview-set' : stage
  if (stage === 'contracted') return awaitedConditions(application).length > 0 ? 'contracted-conditions' : stage
  return stage === 'accepted' ? stepAfterAcceptance(application) : stage
}

/** Checks whether nobody scores the case yet. Applicants do not see the panel: for them it is not known. */
const isUnassigned = ({ panel, assessments }: WithSteps): boolean => panel?.length === 0 && !assessments?.length

function stepAfterAcceptance(application: WithSteps): Situation {
  const { scanSentAt, signBy } = acceptanceOf(application) ?? {}
  const [first] = awaitedConditions(application)
  // What is due first comes first. The signed contract does not stand in for papers.
  if (first && (scanSentAt || !signBy || first.dueOn < signBy)) return 'conditions-open'
  if (scanSentAt) return 'scan-sent'
  if (signBy) return 'contract-ready'
  return conditionsOf(application).some(({ state }) => state === 'open') ? 'conditions-checked' : 'contract-awaited'
}

/** Returns who has to act at a stage. */
export const turnOf = (application: WithSteps, stage: CaseStage): Party => turns[situationOf(application, stage)]

type TurnFacts = Staged & WithSteps & Pick<Application, 'stateSince' | 'turnFrom'>
export type Turn = { who: 'applicant' | 'office'; since: Date }

/** Returns who has to act now; nobody once the contract has become a tenancy. */
export const turnNow = (facts: TurnFacts): Party => turnOf(facts, stageOf(facts))

/** Returns who has to act and since when; null for a draft, an ended case and a tenancy. */
export function turnSince(application: TurnFacts & Pick<Application, 'events'>): Turn | null {
  const who = turnNow(application)
  if (who === 'nobody' || application.state === 'draft') return null
  return { who, since: who === 'applicant' ? turnStart(application) : officeTurnStart(application) }
}

/** Returns when the applicant's turn began: with the state, or later within it. */
const turnStart = ({ stateSince, turnFrom }: TurnFacts): Date => latest(stateSince, turnFrom)

/** Returns when the office got the case. It keeps it through all states in which it has to act. */
function officeTurnStart({ events, stateSince, turnFrom }: TurnFacts & Pick<Application, 'events'>): Date {
  const handed = events.findLast(({ from, to }) => to && from && turnOf({}, from as ApplicationState) !== 'office')
  return latest(handed?.at ?? stateSince, turnFrom)
}

const latest = (one: Date, other: Date | null | undefined): Date => (other && other > one ? other : one)

export type OfficeTimeFacts = TurnFacts & Pick<Application, 'submittedAt' | 'applicantDays'>

/** Returns the calendar days with the office, without the applicant's time; null when nobody has to act. */
export function officeDays(counted: OfficeTimeFacts, today: CityDay): number | null {
  const { submittedAt, applicantDays } = counted
  const who = turnNow(counted)
  if (!submittedAt || who === 'nobody') return null
  const until = who === 'applicant' ? cityDayOf(turnStart(counted)) : today
  return Math.max(0, daysBetween(cityDayOf(submittedAt), until) - (applicantDays ?? 0))
}

type Waited = TurnFacts & Pick<Application, 'applicantDays'>

/** Returns the fields to set when a move ends the applicant's turn. */
export function turnAfter(was: Waited, now: Date): Partial<Application> {
  if (turnNow(was) !== 'applicant') return {}
  const days = daysBetween(cityDayOf(turnStart(was)), cityDayOf(now))
  return { turnFrom: now, ...(days > 0 ? { applicantDays: (was.applicantDays ?? 0) + days } : {}) }
}

/** Returns the fields to set when conditions of an offer change. Fulfilling the last one gives the case to the office. */
export function turnAfterOfferChange(was: Waited, change: Pick<Application, 'offer'>, now: Date): Partial<Application> {
  const before = turnNow(was)
  const after = turnNow({ ...was, ...change })
  if (before === after) return {}
  return before === 'applicant' ? turnAfter(was, now) : { turnFrom: now }
}

/** Returns the fields to set when a case gets another stage within its state. */
export const turnAfterStageChange = (stage: CaseStage, was: Waited, now: Date): Partial<Application> =>
  turnNow(was) === turnOf(was, stage) ? {} : { ...turnAfter(was, now), turnFrom: now }
