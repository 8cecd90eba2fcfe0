import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import type { Assessment } from '#models/cases/parts/assessment.ts'
import { doneBefore, type FieldChange } from '#outside/audit.ts'
import { applyChange, readCaseFor, staleConflict } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { field, type ActionContext, type ActionForm } from '#features/cases/desk/form-parts.ts'
import { longText } from '#features/cases/desk/input.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { interestOf } from '#features/cases/review/interest.ts'
import { isOpened } from '#features/cases/review/opening.ts'
import { mayScore } from '#features/cases/review/panel.ts'
import { commentFieldOf, rubricOf, scoreOf, scoresMissing, topScore } from '#features/cases/review/rubric.ts'
import { isUnderReview, type Actor } from '#features/cases/states.ts'
import { inputValue, requiredText, text } from '#web/forms/forms.ts'
import { conflict, forbidden } from '#shared/errors.ts'
import { messageKey, type MessageKey } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'

/** Scores the plan by the criteria of the rubric. */
export const assessment = caseAction({
  name: 'assessment',
  roles: ['reviewer'],
  isOpen: isOnPanel,
  refusal: application => notInReview(application) ?? 'case.refused.panel-of-others',
  input: assessmentForm,
  form: making => ({
    scores: scoresOf(making),
    fields: [
      field(making, 'comment', { several: true, start: ownAssessment(making)?.comment ?? '' }),
      ...(making.file.openedScores ? [field(making, 'changeReason', { several: true, rows: 2 })] : []),
    ],
  }),
  isNext: ({ application }) => scoresMissing(application) > 0,
  run: ({ casePorts }: WithPorts, { id, actor, input }) => assessDeclared(casePorts, id, actor, input),
})

const score = z
  .string(messageKey('case.error.score'))
  .regex(new RegExp(`^[0-${topScore}]$`), messageKey('case.error.score'))
  .transform(Number)

/**
 * Returns the form of an assessment: a score and an optional comment for each criterion, and an overall comment. It needs a
 * reason when it changes scores that others can see.
 */
function assessmentForm({ application, openedScores }: CaseFile) {
  const keys = rubricOf(application).criteria.map(({ key }) => key)
  const optionalLongText = text(longText).optional().default('')
  const fields = keys.flatMap(key => [[key, score] as const, [commentFieldOf(key), optionalLongText] as const])
  const inputOf = (given: Record<string, string | number>) => ({
    scores: Object.fromEntries(keys.map(key => [key, Number(given[key])])),
    comments: Object.fromEntries(
      keys.map(key => [key, String(given[commentFieldOf(key)])]).filter(([, said]) => said !== ''),
    ) as Record<string, string>,
    comment: String(given.comment),
    reason: String(given.changeReason),
  })
  const isExplained = (given: Record<string, string | number>) =>
    !openedScores || given.changeReason !== '' || isSameAssessment(openedScores, inputOf(given))
  return (
    z
      .object({
        ...(Object.fromEntries(fields) as Record<string, typeof score | typeof optionalLongText>),
        comment: requiredText(longText),
        changeReason: optionalLongText,
      })
      // Also when other fields are refused, so that the page names all of them at once.
      .refine(isExplained, { path: ['changeReason'], error: 'form.required', when: () => true })
      .transform(inputOf)
  )
}

const notInReview = ({ state }: Application): MessageKey | null =>
  isUnderReview(state) ? null : 'application.not-in-review'

function isOnPanel({ application }: CaseFile, { kind, id }: Actor): boolean {
  return kind === 'reviewer' && isUnderReview(application.state) && mayScore(application, id ?? '')
}

const ownAssessment = ({ reader: { account }, file }: ActionContext) =>
  file.application.assessments.find(({ reviewer }) => reviewer === account.id)

function scoresOf(making: ActionContext): ActionForm['scores'] {
  const { t, locale } = making.reader
  const { failure } = making
  const own = ownAssessment(making)
  return rubricOf(making.file.application).criteria.map(({ key, name, hint, weight }) => {
    const given = failure ? inputValue(failure.typed, key) : String(own?.scores[key] ?? '')
    const error = failure?.errors[key]
    const hintText = readText(hint, locale).text
    return {
      name: key,
      legend: readText(name, locale).text,
      hint: weight === 1 ? hintText : [hintText, t('case.criterion.weight', { weight })].join(' '),
      ...(error ? { error: t(error) } : {}),
      options: Array.from({ length: topScore + 1 }, (_, score) => ({
        id: score === 0 ? key : `${key}-${score}`,
        value: String(score),
        label: String(score),
        checked: given === String(score),
      })),
      comment: commentField(making, key),
    }
  })
}

function commentField(making: ActionContext, key: string): ActionForm['scores'][number]['comment'] {
  const { reader, failure } = making
  const name = commentFieldOf(key)
  const error = failure?.errors[name]
  return {
    name,
    label: reader.t('case.criterion.comment'),
    value: failure ? inputValue(failure.typed, name) : (ownAssessment(making)?.comments?.[key] ?? ''),
    ...(error ? { error: reader.t(error) } : {}),
  }
}

type AssessmentInput = {
  noConflict: boolean
  scores: Record<string, number>
  /** Comments on single criteria, by their keys. */
  comments?: Record<string, string>
  comment: string
  /** Why scores are changed after those of others could be seen; not needed for blind ones. */
  reason?: string | undefined
}

/** Records the scores of a reviewer who has declared that there is no conflict. */
export async function assessDeclared(
  deps: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  input: Omit<AssessmentInput, 'noConflict'>,
): Promise<Application> {
  const interest = interestOf(await readCaseFor(id, actor), actor.id)
  if (interest === 'conflict') throw forbidden('case.refused.conflict', { facts: { id } })
  if (interest === 'undeclared') throw conflict('case.refused.undeclared', { facts: { id } })
  return assess(deps, id, actor, { ...input, noConflict: true })
}

/**
 * Records the scores of one reviewer while the case is in review, and keeps the reviewer's former ones. Throws without the
 * declaration that there is no conflict of interest, and without a reason once the scores of others could be seen. The same
 * scores sent again are recorded once: the reviewer has changed nothing.
 */
export async function assess(
  deps: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  input: AssessmentInput,
): Promise<Application> {
  if (actor.kind !== 'reviewer' || !actor.id) throw forbidden()
  const was = await readCaseFor(id, actor)
  requireScores(was, actor.id, input)

  if (isSameAssessment(assessmentBy(was, actor), input)) return doneBefore(was)
  const assessed = await writeScores(deps, was, actor, input)
  if (assessed) return assessed
  // Sent twice in one moment: the other sending has written these scores.
  const now = await readCaseFor(id, actor)
  if (isSameAssessment(assessmentBy(now, actor), input)) return doneBefore(now)
  throw staleConflict(was)
}

/** Resolves to null when the case has changed meanwhile. */
async function writeScores(
  { clock }: Pick<Deps, 'clock'>,
  was: Application,
  actor: Actor,
  input: AssessmentInput,
): Promise<Application | null> {
  const before = assessmentBy(was, actor)
  const changed = before && isOpened(was, before) ? before : null
  const { comment: note, reason } = input
  const at = clock.now()
  if (changed && !reason?.trim()) {
    throw conflict('case.refused.change-unexplained', { facts: { id: was._id.toHexString() } })
  }
  const assessment = { ...scoresBy(actor, input, at), ...(changed ? openChange(changed, input) : {}) }
  const set = withScore(was, [...was.assessments.filter(other => other !== before), assessment])
  const push = before ? { formerAssessments: before } : {}
  const told = changed ? differences(changed, assessment) : []
  const kind = changed ? 'score_changed' : 'assessed'
  return applyChange({ was, kind, actor, at, note, set, push, told })
}

const assessmentBy = ({ assessments }: Application, { id }: Actor): Assessment | undefined =>
  assessments.find(({ reviewer }) => reviewer === id)

/**
 * Checks whether a reviewer gives the scores and comments that are stored for them and, where they give a reason, the stored
 * one.
 */
function isSameAssessment(
  stored: Assessment | undefined,
  { scores, comments = {}, comment, reason }: Omit<AssessmentInput, 'noConflict'>,
): boolean {
  if (!stored?.noConflict || (reason?.trim() && reason.trim() !== stored.reason)) return false
  const content = { scores: stored.scores, comments: stored.comments ?? {}, comment: stored.comment }
  return isDeepStrictEqual(content, { scores, comments, comment })
}

const scoresBy = ({ id = '', name = '' }: Actor, { reason, ...given }: AssessmentInput, at: Date): Assessment => ({
  ...given,
  reviewer: id,
  reviewerName: name,
  at,
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
