import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { workingDaysBetween, type WorkingCalendar } from '#shared/days/working-days.ts'
import type { Period } from './period.ts'

/** The states of a case over time, earliest first, and the codes it asked for, most wanted first. */
export type CaseHistory = { submittedAt: Date; premises: readonly string[]; moves: readonly { at: Date; to: string }[] }

/** Steps of a successful case, in order. */
export const funnelSteps = [
  'submitted',
  'screening',
  'review',
  'decision',
  'offered',
  'accepted',
  'contracted',
] as const
export type FunnelStep = (typeof funnelSteps)[number]
/** States whose duration is measured. */
export const timedStages = [
  'submitted',
  'screening',
  'information_requested',
  'review',
  'interview',
  'decision',
  'public_notice',
  'offered',
  'accepted',
] as const
export type TimedStage = (typeof timedStages)[number]

const isIn = ({ from, to }: Period, day: CityDay): boolean => day >= from && day <= to
const dayMs = 86_400_000

export type Passage = { stage: TimedStage; calendarDays: number; workingDays: number }
export type HistoryCount = {
  /** For cases submitted in the period: the steps reached so far, and the current state. Null for all others. */
  cohort: { reached: FunnelStep[]; now: string } | null
  /** States that the case left in the period. */
  passages: Passage[]
}

/** Returns what one case adds to a report. A step counts as reached when a later one was. */
export function countHistory(
  { submittedAt, moves }: CaseHistory,
  period: Period,
  calendar: WorkingCalendar,
): HistoryCount {
  const cohort = isIn(period, cityDayOf(submittedAt)) ? cohortOf(moves) : null
  return { cohort, passages: passagesOf(moves, period, calendar) }
}

function cohortOf(moves: CaseHistory['moves']): HistoryCount['cohort'] {
  const furthest = Math.max(0, ...moves.map(({ to }) => stepOf(to)))
  return { reached: funnelSteps.slice(0, furthest + 1), now: moves.at(-1)?.to ?? 'submitted' }
}

/** States outside the straight path, with the step that the case has reached by then. */
const equivalentSteps: Partial<Record<string, FunnelStep>> = {
  information_requested: 'screening',
  interview: 'review',
  public_notice: 'decision',
  waitlisted: 'decision',
}
const stepOf = (state: string): number => funnelSteps.indexOf(equivalentSteps[state] ?? (state as FunnelStep))

const isTimed = (state: string): state is TimedStage => (timedStages as readonly string[]).includes(state)

function passagesOf(moves: CaseHistory['moves'], period: Period, calendar: WorkingCalendar): Passage[] {
  return moves.flatMap(({ to, at }, index) => {
    const nextMove = moves[index + 1]
    if (!nextMove || !isTimed(to) || !isIn(period, cityDayOf(nextMove.at))) return []
    return [
      {
        stage: to,
        calendarDays: (nextMove.at.getTime() - at.getTime()) / dayMs,
        workingDays: workingDaysBetween(cityDayOf(at), cityDayOf(nextMove.at), calendar),
      },
    ]
  })
}
