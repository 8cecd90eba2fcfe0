import { isDeepStrictEqual } from 'node:util'
import type { Application } from '#models/cases/application.ts'
import type { Assessment } from '#models/cases/parts/assessment.ts'
import { doneBefore, type FieldChange } from '#outside/audit.ts'
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
   * declaration that there is no conflict of interest, and without a reason once the scores of others could be seen. The same
   * scores sent again are recorded once: the reviewer has changed nothing.
   */
  async function assess(id: string, actor: Actor, input: AssessmentInput): Promise<Application> {
    if (actor.kind !== 'reviewer' || !actor.id) throw forbidden()
    const was = await readCaseFor(id, actor)
    requireScores(was, actor.id, input)

    if (isSameAssessment(assessmentBy(was, actor), input)) return doneBefore(was)
    const assessed = await write(was, actor, input)
    if (assessed) return assessed
    // Sent twice in one moment: the other sending has written these scores.
    const now = await readCaseFor(id, actor)
    if (isSameAssessment(assessmentBy(now, actor), input)) return doneBefore(now)
    throw staleConflict(was)
  }

  /** Resolves to null when the case has changed meanwhile. */
  async function write(was: Application, actor: Actor, input: AssessmentInput): Promise<Application | null> {
    const before = assessmentBy(was, actor)
    const changed = before && isOpened(was, before) ? before : null
    const { comment: note, reason } = input
    if (changed && !reason?.trim()) {
      throw conflict('case.refused.change-unexplained', { facts: { id: was._id.toHexString() } })
    }
    const assessment = { ...scoresBy(actor, input, clock.now()), ...(changed ? openChange(changed, input) : {}) }
    const set = withScore(was, [...was.assessments.filter(other => other !== before), assessment])
    const push = before ? { formerAssessments: before } : {}
    const told = changed ? differences(changed, assessment) : []
    const kind = changed ? 'score_changed' : 'assessed'
    return applyChange({ was, kind, actor, at: clock.now(), note, set, push, told })
  }

  return assess
}

const assessmentBy = ({ assessments }: Application, { id }: Actor): Assessment | undefined =>
  assessments.find(({ reviewer }) => reviewer === id)

/**
 * Checks whether a reviewer gives the scores and comments that are stored for them and, where they give a reason, the stored
 * one.
 */
export function isSameAssessment(
  stored: Assessment | undefined,
  { scores, comments = {}, comment, reason }: Omit<AssessmentInput, 'noConflict'>,
): boolean {
  if (!stored?.noConflict || (reason?.trim() && reason.trim() !== stored.reason)) return false
  const content = { scores: stored.scores, comments: stored.comments ?? {}, comment: stored.comment }
  return isDeepStrictEqual(content, { scores, comments, comment })
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
