import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import { caseAction } from '#features/cases/desk/action.ts'
import { field, type ActionContext, type ActionForm } from '#features/cases/desk/form-parts.ts'
import { longText } from '#features/cases/desk/input.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { isSameAssessment } from '#features/cases/review/assessments.ts'
import { mayScore } from '#features/cases/review/panel.ts'
import { commentFieldOf, rubricOf, scoresMissing, topScore } from '#features/cases/review/rubric.ts'
import { isUnderReview, type Actor } from '#features/cases/states.ts'
import { inputValue, requiredText, text } from '#web/forms/forms.ts'
import { messageKey, type MessageKey } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import type { ReviewingService } from '../service.ts'

const score = z
  .string(messageKey('case.error.score'))
  .regex(new RegExp(`^[0-${topScore}]$`), messageKey('case.error.score'))
  .transform(Number)

/**
 * Returns the form of an assessment: a score and an optional comment for each criterion, and an overall comment. It needs a
 * reason when it changes scores that others can see.
 */
const assessmentForm = ({ application, openedScores }: CaseFile) => {
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
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input }) =>
    reviewing.assessments.assessDeclared(id, actor, input),
})

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
