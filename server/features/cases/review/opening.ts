import type { Application } from '#models/cases/application.ts'
import type { Assessment } from '#models/cases/parts/assessment.ts'
import type { DecisionRecord } from '#models/parts/history.ts'
import type { EventKind } from '../event-kinds.ts'
import { answersNow } from '../notice/open.ts'
import type { ApplicationState } from '../states.ts'
import { blindOf, countedAssessments, meanOf, meanScore, rubricOf, scoresMissing } from './rubric.ts'

type Scored = Pick<Application, 'state' | 'assessments' | 'panel' | 'rubric'>

/** States before the decision: scores are still to be given, or the case may return to a state where they are. */
const undecided: readonly ApplicationState[] = [
  'draft',
  'submitted',
  'screening',
  'information_requested',
  'review',
  'interview',
]
export const isDecided = (state: ApplicationState): boolean => !undecided.includes(state)

/** Checks whether reviewers see one another's scores: once all are in, and from the decision on. */
const areOpen = (scored: Scored): boolean =>
  scored.assessments.length > 0 && (isDecided(scored.state) || scoresMissing(scored) === 0)

/** Checks whether this reviewer could have seen the scores of others before changing these. */
export const isOpened = (scored: Scored, { openedAt }: Assessment): boolean => Boolean(openedAt) || areOpen(scored)

/** Returns the assessments with the instant at which a write opens them; null when no new one is opened. */
export function openedBy(after: Scored, at: Date): Assessment[] | null {
  if (!areOpen(after) || after.assessments.every(({ openedAt }) => openedAt)) return null
  return after.assessments.map(one => ({ ...one, openedAt: one.openedAt ?? at }))
}

type ScoreHistory = Pick<Application, 'events' | 'formerAssessments'>

/** Checks whether an earlier version of the site replaced a reviewer's scores without keeping the former ones. */
export function isLost({ events, formerAssessments = [] }: ScoreHistory, { reviewer }: Assessment): boolean {
  const given = events.filter(({ kind, by }) => scoringActs.includes(kind) && by.id === reviewer)
  return given.length > formerAssessments.filter(one => one.reviewer === reviewer).length + 1
}

/** Kinds of events that add scores: given blind, or changed after the scores of others could be seen. */
export const scoringActs: readonly string[] = ['assessed', 'score_changed'] satisfies EventKind[]

/** Returns the record of what a decision made now rests on. */
export function recordOf(application: Application): DecisionRecord {
  const rubric = rubricOf(application)
  const answers = answersNow(application)
  const changed = countedAssessments(application).filter(({ reason }) => reason)
  return {
    score: meanScore(application),
    changed: changed.map(one => ({
      reviewer: one.reviewer,
      name: one.reviewerName,
      blind: meanOf(blindOf(application, one), rubric),
      given: meanOf(one, rubric),
      reason: one.reason ?? '',
    })),
    ...(answers.length > 0
      ? { objections: answers.map(({ objection, outcome, by, at }) => ({ objection, outcome, name: by.name, at })) }
      : {}),
  }
}
