import type { Application, ApplicationState } from '#models/cases/application.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { underReviewStates } from '../states.ts'
import { countedAssessments, rubricOf } from './rubric.ts'

/** A colleague whom a case can be given to, with their present load. */
export type Officer = {
  id: string
  name: string
  role: string
  /** Number of open cases assigned to them. */
  cases: number
  /** Number of cases in review that wait for their scores. */
  reviews: number
  /** Set while they are away: until when, and who covers for them; null when nobody does. */
  away?: { until: CityDay; standIn: { id: string; name: string } | null }
}

export const loadOf = ({ cases, reviews }: Officer): number => cases + reviews

/** States in which somebody can still be put on the panel. */
export const panelStates: readonly ApplicationState[] = [
  'submitted',
  'screening',
  'information_requested',
  ...underReviewStates,
]

type Panelled = Pick<Application, 'panel' | 'assessments' | 'rubric' | 'events'>

/** Returns the ids of those who declared a conflict of interest. */
export const conflictedIn = ({ events }: Pick<Application, 'events'>): string[] =>
  events.filter(({ kind }) => kind === 'interest_conflict').map(({ by }) => by.id ?? '')

/** Returns how many more reviewers can be put on the panel. */
export function freeSeats(application: Panelled): number {
  const taken = new Set([
    ...(application.panel ?? []).map(({ id }) => id),
    ...countedAssessments(application).map(({ reviewer }) => reviewer),
  ])
  return Math.max(0, rubricOf(application).panelSize - taken.size)
}

/** Checks whether a reviewer may give scores. On a full panel only its members may, and those who already have. */
export function mayScore(application: Panelled, reviewer: string): boolean {
  const { panel = [], assessments } = application
  if (panel.some(({ id }) => id === reviewer)) return true
  if (assessments.some(assessment => assessment.reviewer === reviewer)) return true
  return panel.length < rubricOf(application).panelSize
}

/** Returns the reviewers who could be put on the panel: those without a conflict who are not on it. */
export function candidatesFor(application: Panelled, officers: readonly Officer[]): Officer[] {
  const not = new Set([
    ...conflictedIn(application),
    ...(application.panel ?? []).map(({ id }) => id),
    ...application.assessments.map(({ reviewer }) => reviewer),
  ])
  return officers.filter(({ id, role }) => role === 'reviewer' && !not.has(id))
}

/**
 * Returns the officer with the lowest load among those present. Ties are broken by name, then by id, so that two people who
 * ask at the same time get the same answer. A stand-in is weighed once, by their own load (ADR 125). Null when there is
 * nobody.
 */
export const leastLoaded = (officers: readonly Officer[]): Officer | null => leastLoadedOf(officers, 1)[0] ?? null

const byLoad = (one: Officer, other: Officer): number =>
  loadOf(one) - loadOf(other) || compare(one.name, other.name) || compare(one.id, other.id)

const compare = (one: string, other: string): number => Number(one > other) - Number(one < other)

/** Returns those who would really get a case now. An absent officer is replaced by a stand-in, if that is one of these. */
export function presentAmong(officers: readonly Officer[]): Officer[] {
  const there = officers.map(one =>
    one.away ? officers.find(({ id, away }) => id === one.away?.standIn?.id && !away) : one,
  )
  return [...new Set(there)].filter(one => one !== undefined)
}

/** Returns up to `count` officers, the lowest load first. */
export function leastLoadedOf(officers: readonly Officer[], count: number): Officer[] {
  return presentAmong(officers).toSorted(byLoad).slice(0, count)
}
