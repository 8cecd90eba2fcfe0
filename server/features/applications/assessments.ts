import type { Application } from '../../../models/application.ts'
import type { Assessment } from '../../../models/parts/assessment.ts'
import type { Clock } from '../../outside/clock.ts'
import { conflict, forbidden } from '../../shared/errors.ts'
import { applyChange, readFor, stale } from './change.ts'
import { mayScore } from './review/panel.ts'
import { rubricOf, scoreOf, topScore } from './review/rubric.ts'
import { isUnderReview, type Actor } from './states.ts'

export type AssessmentInput = {
  noConflict: boolean
  scores: Record<string, number>
  /** On single criteria, by their keys. */
  comments?: Record<string, string>
  comment: string
}

export function assessmentsOf({ clock }: { clock: Clock }) {
  /**
   * Records one reviewer's scores while the case is in review; a second one by the same reviewer replaces the first,
   * and both stay in the history. Refused without the declaration that no interest conflicts.
   */
  async function assess(id: string, actor: Actor, input: AssessmentInput): Promise<Application> {
    if (actor.kind !== 'reviewer' || !actor.id) throw forbidden()
    const was = await readFor(id, actor)
    demandScores(was, actor.id, input)

    const reviewer = actor.id
    const assessment: Assessment = { ...input, reviewer, reviewerName: actor.name ?? '', at: clock.now() }
    const others = was.assessments.filter(other => other.reviewer !== reviewer)
    const set = withScore(was, [...others, assessment])
    const assessed = await applyChange({ was, kind: 'assessed', actor, at: clock.now(), note: input.comment, set })
    if (!assessed) throw stale(was)
    return assessed
  }

  return { assess }
}

/** The mean is stored once all scores are in, so that no list gives away what one reviewer thought. */
function withScore(was: Application, assessments: Assessment[]): Pick<Application, 'assessments' | 'score'> {
  return { assessments, score: scoreOf({ ...was, assessments }) }
}

function demandScores(was: Application, reviewer: string, { noConflict, scores }: AssessmentInput): void {
  const facts = { id: was._id.toHexString() }
  if (!isUnderReview(was.state)) throw conflict('application.not-in-review', { facts })
  if (!noConflict) throw conflict('application.conflict-of-interest', { facts })
  if (!mayScore(was, reviewer)) throw conflict('case.refused.panel-of-others', { facts })
  if (!rubricOf(was).criteria.every(({ key }) => isScore(scores[key]))) throw conflict('application.scores-incomplete')
}

const isScore = (score: number | undefined): boolean =>
  score !== undefined && Number.isInteger(score) && score >= 0 && score <= topScore
