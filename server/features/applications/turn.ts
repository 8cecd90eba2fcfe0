import type { Application, ApplicationState } from '../../../models/application.ts'
import { cityDayOf, daysBetween, type CityDay } from '../../shared/city-day.ts'
import { hasEnded } from './states.ts'

/** In these the applicant has to act; in all others that have not ended, the office. */
const applicantsTurn: readonly ApplicationState[] = ['information_requested', 'offered']
export const isApplicantsTurn = (state: ApplicationState): boolean => applicantsTurn.includes(state)

type Standing = Pick<Application, 'state' | 'stateSince' | 'submittedAt' | 'handedOverOn'>
export type Turn = { who: 'applicant' | 'office'; since: Date }

/** Who has to act, and since when; null when the case has ended or has become a tenancy. */
export function turnSince({
  state,
  stateSince,
  handedOverOn,
  events,
}: Standing & Pick<Application, 'events'>): Turn | null {
  if (hasEnded(state) || state === 'draft' || handedOverOn) return null
  if (isApplicantsTurn(state)) return { who: 'applicant', since: stateSince }
  const handed = events.findLast(({ from, to }) => to && from && !isOfficeState(from as ApplicationState))
  return { who: 'office', since: handed?.at ?? stateSince }
}

const isOfficeState = (state: ApplicationState): boolean =>
  state !== 'draft' && !isApplicantsTurn(state) && !hasEnded(state)

/** Days of the calendar for which a case has been with the office, the applicant's time left out; null when it rests. */
export function officeDays(
  { state, stateSince, submittedAt, handedOverOn, applicantDays }: Standing & Pick<Application, 'applicantDays'>,
  today: CityDay,
): number | null {
  if (!submittedAt || hasEnded(state) || handedOverOn) return null
  const until = isApplicantsTurn(state) ? cityDayOf(stateSince) : today
  return Math.max(0, daysBetween(cityDayOf(submittedAt), until) - (applicantDays ?? 0))
}

/** What is added when the applicant's turn ends. */
export function waitedFor(was: Pick<Application, 'state' | 'stateSince' | 'applicantDays'>, now: Date) {
  if (!isApplicantsTurn(was.state)) return {}
  const days = daysBetween(cityDayOf(was.stateSince), cityDayOf(now))
  return days > 0 ? { applicantDays: (was.applicantDays ?? 0) + days } : {}
}
