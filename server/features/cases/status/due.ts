import type { Application, ApplicationState } from '#models/cases/application.ts'
import type { HistoryEvent } from '#models/parts/history.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { addWorkingDays, type WorkingCalendar } from '#shared/days/working-days.ts'
import { hasEnded } from '../states.ts'

/** Days in which the office aims to screen and score a case that it has taken up. */
const screeningDays = 10

/** Working days in which the office aims to take up a new case, and to decide one that is ready or has an objection. */
export type OfficeDays = WorkingCalendar & { intakeDays: number; decisionDays: number }

/** States with a due day for the office. While the applicant has to answer a request, the day stays as it is. */
const datedStates: readonly ApplicationState[] = [
  'submitted',
  'screening',
  'information_requested',
  'review',
  'interview',
  'decision',
]
export const isDated = (state: ApplicationState): boolean => datedStates.includes(state)

/**
 * Returns the day by which the office aims to finish the new state. Empty when the due day of the previous state stays, or
 * the new state has none.
 */
export function dueAfter(
  from: ApplicationState,
  to: ApplicationState,
  { now, settings }: { now: Date; settings: OfficeDays },
): Pick<Application, 'dueOn'> {
  const today = cityDayOf(now)
  if (to === 'submitted') return { dueOn: addWorkingDays(today, settings.intakeDays, settings) }
  if (to === 'decision') return { dueOn: addWorkingDays(today, settings.decisionDays, settings) }
  const begins = from === 'submitted' || from === 'public_notice' || hasEnded(from)
  return begins && (to === 'screening' || to === 'review') ? { dueOn: addDays(today, screeningDays) } : {}
}

/**
 * Returns the day by which the office aims to answer an objection (ADR 78). The first objection sets the day; later ones
 * share it.
 */
export function dueAfterObjection(
  { dueOn }: Pick<Application, 'dueOn'>,
  { now, settings }: { now: Date; settings: OfficeDays },
): Pick<Application, 'dueOn'> {
  return dueOn ? {} : { dueOn: addWorkingDays(cityDayOf(now), settings.decisionDays, settings) }
}

/** Checks whether a due day has passed. The day itself is not late yet. */
export const isLate = (dueOn: CityDay, today: CityDay): boolean => dueOn < today

type WithDeadlines = Pick<Application, 'pastOffers' | 'pastRequests' | 'waiting'>

/**
 * Returns the deadline of the offer, answer or wait whose expiry an event records, maybe later. Null for any other event,
 * such as a wait that an officer ended, and where the deadline is no longer known.
 */
export function deadlineMissed(application: WithDeadlines, event: HistoryEvent): Date | null {
  if (event.to === 'lapsed' && event.by.kind === 'system') return lapsedOn(application, event)
  if (event.to !== 'offer_expired') return null
  return application.pastOffers?.find(({ endedAt }) => isAt(event, endedAt))?.deadline ?? null
}

function lapsedOn({ pastRequests = [], waiting }: WithDeadlines, event: HistoryEvent): Date | null {
  if (event.from !== 'waitlisted') return pastRequests.find(({ closedAt }) => isAt(event, closedAt))?.answerBy ?? null
  return waiting && waiting.until <= event.at ? waiting.until : null
}

const isAt = ({ at }: HistoryEvent, instant: Date | null | undefined): boolean => instant?.getTime() === at.getTime()
