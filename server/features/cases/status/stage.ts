import type { Application, ApplicationState } from '#models/cases/application.ts'
import { cityDayOf, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { conditionsOf } from '../acceptance/of-offer.ts'
import { isUpheld, openObjections } from '../notice/open.ts'
import { hasEnded } from '../states.ts'

/**
 * A tenancy is where a contract leads once the keys are given; it has ended when it says so, and is over when its premises is
 * given back. An announced offer may wait
 * for another one to end, or for the answer to an objection, or may
 * not be made because one was found right.
 */
export type CaseStage =
  ApplicationState | 'tenancy' | 'tenancy_ended' | 'tenancy_over' | 'offer_waits' | 'objected' | 'objection_upheld'
export type Party = 'applicant' | 'office' | 'nobody'

const turns: Partial<Record<CaseStage, Party>> = {
  draft: 'applicant',
  information_requested: 'applicant',
  offered: 'applicant',
  offer_waits: 'applicant',
  tenancy: 'nobody',
  tenancy_ended: 'nobody',
  tenancy_over: 'nobody',
}

type Staged = Pick<
  Application,
  'state' | 'handedOverOn' | 'heldPremises' | 'notice' | 'objections' | 'objectionAnswers'
>

/** The state with what is not a state of its own, and yet another stage for whoever reads of it. */
export function stageOf(application: Staged): CaseStage {
  const { state, handedOverOn, heldPremises, notice } = application
  if (state === 'contracted' && handedOverOn) return heldPremises ? 'tenancy' : 'tenancy_over'
  if (state !== 'public_notice') return state
  if (notice?.waitsFor) return 'offer_waits'
  if (openObjections(application).length > 0) return 'objected'
  return isUpheld(application) ? 'objection_upheld' : state
}

/** Who has to act now. After the acceptance it is the applicant's turn as long as a condition is open. */
export function turnOf(application: Pick<Application, 'offer'>, state: CaseStage): Party {
  if (state === 'accepted') return conditionsOf(application).some(isOpen) ? 'applicant' : 'office'
  return turns[state] ?? (hasEnded(state) ? 'nobody' : 'office')
}

const isOpen = ({ state }: { state: string }): boolean => state === 'open'

type Standing = Staged & Pick<Application, 'stateSince' | 'offer' | 'turnFrom'>
export type Turn = { who: 'applicant' | 'office'; since: Date }

/** Who has to act at this moment; nobody once the contract has become a tenancy. */
export const turnNow = (standing: Standing): Party => turnOf(standing, stageOf(standing))

/** Who has to act, and since when; null for a draft, and when the case has ended or has become a tenancy. */
export function turnSince(application: Standing & Pick<Application, 'events'>): Turn | null {
  const who = turnNow(application)
  if (who === 'nobody' || application.state === 'draft') return null
  return { who, since: who === 'applicant' ? beganOf(application) : handedOf(application) }
}

/** When the applicant's turn began: with the state, unless it came and went within it. */
const beganOf = ({ stateSince, turnFrom }: Standing): Date => latest(stateSince, turnFrom)

/** When the office got the case: it keeps it through all the steps that are its own. */
function handedOf({ events, stateSince, turnFrom }: Standing & Pick<Application, 'events'>): Date {
  const handed = events.findLast(({ from, to }) => to && from && turnOf({}, from as ApplicationState) !== 'office')
  return latest(handed?.at ?? stateSince, turnFrom)
}

const latest = (one: Date, other: Date | null | undefined): Date => (other && other > one ? other : one)

export type Counted = Standing & Pick<Application, 'submittedAt' | 'applicantDays'>

/** Days of the calendar for which a case has been with the office, the applicant's time left out; null when it rests. */
export function officeDays(counted: Counted, today: CityDay): number | null {
  const { submittedAt, applicantDays } = counted
  const who = turnNow(counted)
  if (!submittedAt || who === 'nobody') return null
  const until = who === 'applicant' ? cityDayOf(beganOf(counted)) : today
  return Math.max(0, daysBetween(cityDayOf(submittedAt), until) - (applicantDays ?? 0))
}

type Waited = Standing & Pick<Application, 'applicantDays'>

/** What is added when a move ends the applicant's turn. */
export function waitedFor(was: Waited, now: Date): Partial<Application> {
  if (turnNow(was) !== 'applicant') return {}
  const days = daysBetween(cityDayOf(beganOf(was)), cityDayOf(now))
  return { turnFrom: now, ...(days > 0 ? { applicantDays: (was.applicantDays ?? 0) + days } : {}) }
}

/** What is added when the conditions of an accepted offer change: the last one met hands the case to the office. */
export function turnAt(was: Waited, change: Pick<Application, 'offer'>, now: Date): Partial<Application> {
  const [before, after] = [turnNow(was), turnNow({ ...was, ...change })]
  if (before === after) return {}
  return before === 'applicant' ? waitedFor(was, now) : { turnFrom: now }
}

/** What is added when a case comes to another stage within its state. */
export const turnedTo = (stage: CaseStage, was: Waited, now: Date): Partial<Application> =>
  turnNow(was) === turnOf(was, stage) ? {} : { ...waitedFor(was, now), turnFrom: now }
