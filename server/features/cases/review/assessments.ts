import type { Application } from '#models/cases/application.ts'
import type { Assessment } from '#models/cases/parts/assessment.ts'
import type { FieldChange } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { conflict, forbidden } from '#shared/errors.ts'
import { applyChange, readCaseFor, staleConflict } from '../change.ts'
import { isUnderReview, type Actor } from '../states.ts'
import { isOpened } from './opening.ts'
import { mayScore } from './panel.ts'
import { rubricOf, scoreOf, topScore } from './rubric.ts'

export type AssessmentInput = {
  noConflict: boolean
  scores: Record<string, number>
  /** Comments on single criteria, by their keys. */
  comments?: Record<string, string>
  comment: string
  /** Why scores are changed after those of others could be seen; not needed for blind ones. */
  reason?: string | undefined
}

export function createAssessments({ clock }: { clock: Clock }) {
  /**
   * Records the scores of one reviewer while the case is in review, and keeps the reviewer's former ones. Throws without the
   * declaration that there is no conflict of interest, and without a reason once the scores of others could be seen.
   */
  async function assess(id: string, actor: Actor, input: AssessmentInput): Promise<Application> {
    if (actor.kind !== 'reviewer' || !actor.id) throw forbidden()
    const was = await readCaseFor(id, actor)
    requireScores(was, actor.id, input)

    const before = was.assessments.find(({ reviewer }) => reviewer === actor.id)
    const changed = before && isOpened(was, before) ? before : null
    const { comment: note, reason } = input
    if (changed && !reason?.trim()) throw conflict('case.refused.change-unexplained', { facts: { id } })
    const assessment = { ...scoresBy(actor, input, clock.now()), ...(changed ? openChange(changed, input) : {}) }
    const set = withScore(was, [...was.assessments.filter(other => other !== before), assessment])
    const push = before ? { formerAssessments: before } : {}
    const what = changed ? { kind: 'score_changed', told: differences(changed, assessment) } : { kind: 'assessed' }
    const assessed = await applyChange({ was, actor, at: clock.now(), note, set, push, ...what })
    if (!assessed) throw staleConflict(was)
    return assessed
  }

  return assess
}

const scoresBy = ({ id = '', name = '' }: Actor, { reason, ...given }: AssessmentInput, at: Date): Assessment => ({
  ...given,
  ...{ reviewer: id, reviewerName: name, at },
})

/** Returns the fields of scores that replace ones which others could see. */
const openChange = ({ openedAt }: Assessment, { reason = '' }: AssessmentInput) => ({
  reason: reason.trim(),
  openedAt: openedAt ?? null,
})

/** Returns the changed scores for the audit entry, which may contain scores once all can see them. */
const differences = (before: Assessment, after: Assessment): FieldChange[] =>
  Object.keys(after.scores)
    .filter(key => before.scores[key] !== after.scores[key])
    .map(key => ({ field: `scores.${key}`, before: before.scores[key] ?? null, after: after.scores[key] }))

/** Returns the assessments with the mean, which is null until all scores are in: no list may reveal what one gave. */
function withScore(was: Application, assessments: Assessment[]): Pick<Application, 'assessments' | 'score'> {
  return { assessments, score: scoreOf({ ...was, assessments }) }
}

function requireScores(was: Application, reviewer: string, { noConflict, scores }: AssessmentInput): void {
  const facts = { id: was._id.toHexString() }
  if (!isUnderReview(was.state)) throw conflict('application.not-in-review', { facts })
  if (!noConflict) throw conflict('application.conflict-of-interest', { facts })
  if (!mayScore(was, reviewer)) throw conflict('case.refused.panel-of-others', { facts })
  if (!rubricOf(was).criteria.every(({ key }) => isScore(scores[key]))) throw conflict('application.scores-incomplete')
}

const isScore = (score: number | undefined): boolean =>
  score !== undefined && Number.isInteger(score) && score >= 0 && score <= topScore
