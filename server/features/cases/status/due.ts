import type { Application, ApplicationState } from '#models/cases/application.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { addWorkingDays, type WorkingCalendar } from '#shared/days/working-days.ts'
import { hasEnded } from '../states.ts'

/** Days in which the office means to have screened and scored a case that it took up. */
const screeningDays = 10

/** Working days in which the office means to take a new case up, and to decide one that is ready for it or objected to. */
export type OfficeDays = WorkingCalendar & { intakeDays: number; decisionDays: number }

/** Steps at which the office has a day to keep; while an applicant is asked for more it rests, and goes on afterwards. */
const dated: readonly ApplicationState[] = [
  'submitted',
  'screening',
  'information_requested',
  'review',
  'interview',
  'decision',
]
export const isDated = (state: ApplicationState): boolean => dated.includes(state)

/** What a move adds: by when the office means to finish the step that begins. A step within the same days goes on with them. */
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
 * What an objection adds to an announced case: by when the office means to have answered (ADR 78). The first one sets the
 * day, and those that follow are answered by it too.
 */
export function dueOnceObjected(
  { dueOn }: Pick<Application, 'dueOn'>,
  { now, settings }: { now: Date; settings: OfficeDays },
): Pick<Application, 'dueOn'> {
  return dueOn ? {} : { dueOn: addWorkingDays(cityDayOf(now), settings.decisionDays, settings) }
}

/** What is due on a day is late from the day after. */
export const isLate = (dueOn: CityDay, today: CityDay): boolean => dueOn < today
