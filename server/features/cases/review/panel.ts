import type { Application, ApplicationState } from '#models/cases/application.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { underReview } from '../states.ts'
import { counted, rubricOf } from './rubric.ts'

/** Somebody who can be given a case, with what they have in hand. */
export type Officer = {
  id: string
  name: string
  role: string
  /** Open cases assigned to them. */
  cases: number
  /** Cases in review that wait for their scores. */
  reviews: number
  /** Set while they are away: until when, and who does their work; nobody may be able to. */
  away?: { until: CityDay; standIn: { id: string; name: string } | null }
}

export const loadOf = ({ cases, reviews }: Officer): number => cases + reviews

/** In which states somebody still can be put on the panel. */
export const panelStates: readonly ApplicationState[] = [
  'submitted',
  'screening',
  'information_requested',
  ...underReview,
]

type Panelled = Pick<Application, 'panel' | 'assessments' | 'rubric' | 'events'>

/** Ids of those who declared that an interest of theirs conflicts. */
export const conflictedIn = ({ events }: Pick<Application, 'events'>): string[] =>
  events.filter(({ kind }) => kind === 'interest_conflict').map(({ by }) => by.id ?? '')

/** How many more reviewers can be put on the panel. */
export function freeSeats(application: Panelled): number {
  const taken = new Set([
    ...(application.panel ?? []).map(({ id }) => id),
    ...counted(application).map(({ reviewer }) => reviewer),
  ])
  return Math.max(0, rubricOf(application).panelSize - taken.size)
}

/** Is there room for this reviewer's scores? Once the office has filled the panel, only its members give them. */
export function mayScore(application: Panelled, reviewer: string): boolean {
  const { panel = [], assessments } = application
  if (panel.some(({ id }) => id === reviewer)) return true
  if (assessments.some(assessment => assessment.reviewer === reviewer)) return true
  return panel.length < rubricOf(application).panelSize
}

/** Whom the office could put on the panel: reviewers without a conflict who are not on it. */
export function candidatesFor(application: Panelled, officers: readonly Officer[]): Officer[] {
  const not = new Set([
    ...conflictedIn(application),
    ...(application.panel ?? []).map(({ id }) => id),
    ...application.assessments.map(({ reviewer }) => reviewer),
  ])
  return officers.filter(({ id, role }) => role === 'reviewer' && !not.has(id))
}

/**
 * Round robin by load: whoever has least in hand of those who are there; of several the first by name, then by id, so that
 * two people who ask at the same time get the same answer. Whoever covers for somebody is weighed by what they have in hand
 * themselves, once (ADR 125). Null when there is nobody.
 */
export const leastLoaded = (officers: readonly Officer[]): Officer | null => leastLoadedOf(officers, 1)[0] ?? null

const byLoad = (one: Officer, other: Officer): number =>
  loadOf(one) - loadOf(other) || compare(one.name, other.name) || compare(one.id, other.id)

const compare = (one: string, other: string): number => Number(one > other) - Number(one < other)

/** Those who would really get something now: in the place of somebody who is away whoever covers, if that is one of these. */
export function presentAmong(officers: readonly Officer[]): Officer[] {
  const there = officers.map(one =>
    one.away ? officers.find(({ id, away }) => id === one.away?.standIn?.id && !away) : one,
  )
  return [...new Set(there)].filter(one => one !== undefined)
}

/** As many as are wanted, one after the other. */
export function leastLoadedOf(officers: readonly Officer[], wanted: number): Officer[] {
  return presentAmong(officers).toSorted(byLoad).slice(0, wanted)
}
