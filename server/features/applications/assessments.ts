import type { Application } from '../../../models/application.ts'
import type { Assessment } from '../../../models/parts/assessment.ts'
import type { Clock } from '../../outside/clock.ts'
import { conflict, forbidden } from '../../shared/errors.ts'
import { applyChange, readFor, stale } from './change.ts'
import type { Actor } from './states.ts'

/** What every application is judged by, each from 0 to 5. */
export const rubric = ['feasibility', 'experience', 'jobs', 'finance', 'street_benefit'] as const
export type Criterion = (typeof rubric)[number]
export const topScore = 5

export type AssessmentInput = { noConflict: boolean; scores: Record<Criterion, number>; comment: string }

/** The mean of all scores of all reviewers, 0 to 5; null when nobody has assessed. */
export function meanScore(assessments: readonly Pick<Assessment, 'scores'>[]): number | null {
  const scores = assessments.flatMap(assessment => Object.values(assessment.scores))
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length
}

export function assessmentsOf({ clock }: { clock: Clock }) {
  /**
   * Records one reviewer's scores while the case is in review; a second one by the same reviewer replaces the first,
   * and both stay in the history. Refused without the declaration that no interest conflicts.
   */
  async function assess(id: string, actor: Actor, input: AssessmentInput): Promise<Application> {
    if (actor.kind !== 'reviewer' || !actor.id) throw forbidden()
    const was = await readFor(id, actor)
    if (was.state !== 'review') throw conflict('application.not-in-review', { facts: { id } })
    if (!input.noConflict) throw conflict('application.conflict-of-interest', { facts: { id } })
    if (!rubric.every(criterion => isScore(input.scores[criterion]))) throw conflict('application.scores-incomplete')

    const reviewer = actor.id
    const assessment: Assessment = {
      ...input,
      reviewer,
      reviewerName: actor.name ?? '',
      at: clock.now(),
    }
    const others = was.assessments.filter(other => other.reviewer !== reviewer)
    const set = { assessments: [...others, assessment] }
    const assessed = await applyChange({ was, kind: 'assessed', actor, at: clock.now(), note: input.comment, set })
    if (!assessed) throw stale(was)
    return assessed
  }

  return { assess }
}

const isScore = (score: number): boolean => Number.isInteger(score) && score >= 0 && score <= topScore
