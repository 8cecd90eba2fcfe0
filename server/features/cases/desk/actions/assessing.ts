import type { Application } from '#models/cases/application.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { inputValue } from '#web/forms/forms.ts'
import { readText } from '#shared/texts/localised-text.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { mayScore } from '#features/cases/review/panel.ts'
import { commentFieldOf, rubricOf, scoresMissing, findSpreads, topScore } from '#features/cases/review/rubric.ts'
import { isUnderReview, type Actor } from '#features/cases/states.ts'
import type { ActionSpec } from './action.ts'
import { choices, field, type ActionForm, type ActionContext } from './form-parts.ts'

const notInReview = ({ state }: Application): MessageKey | null =>
  isUnderReview(state) ? null : 'application.not-in-review'

export const assessingActions = [
  {
    name: 'assessment',
    isOpen: isOnPanel,
    refusal: application => notInReview(application) ?? 'case.refused.panel-of-others',
    form: making => ({
      scores: scoresOf(making),
      fields: [
        field(making, 'comment', { several: true, start: ownAssessment(making)?.comment ?? '' }),
        ...(making.file.openedScores ? [field(making, 'changeReason', { several: true, rows: 2 })] : []),
      ],
    }),
    isNext: ({ application }) => scoresMissing(application) > 0,
  },
  {
    name: 'decision',
    asShown: true,
    move: { from: ['review', 'interview'], to: 'decision' },
    form: making =>
      findSpreads(making.file.application).length > 0
        ? { fields: [field(making, 'discussion', { several: true })] }
        : {},
  },
  {
    name: 'declaration',
    // Open before the content is read, and later as long as a newly found conflict still changes who assesses or decides.
    isOpen: ({ application, closed, moves }, { kind }) =>
      closed !== null ||
      (kind === 'reviewer' && isUnderReview(application.state)) ||
      (kind === 'decider' && application.state === 'decision' && moves.some(({ verdict }) => verdict.ok)),
    // Everybody who may read the case has declared their interest.
    refusal: () => 'case.refused.declared',
    beforeDeclaration: true,
    form: making => ({
      choices: interestChoices(making),
      fields: [field(making, 'note', { several: true, optional: true, rows: 2 })],
    }),
    // A colleague who declared no conflict may still find one after reading.
    label: ({ interest }) => (interest === 'none' ? 'case.action.conflict-found' : null),
    confirm: ({ interest }) => (interest === 'none' ? 'case.confirm.conflict-found' : null),
    isNext: ({ closed }) => closed !== null,
    aside: true,
    unfolded: ({ closed }) => closed !== null,
  },
] as const satisfies readonly ActionSpec[]

function isOnPanel(file: CaseFile, actor: Actor): boolean {
  return (
    actor.kind === 'reviewer' && isUnderReview(file.application.state) && mayScore(file.application, actor.id ?? '')
  )
}

function interestChoices(making: ActionContext) {
  const chosen = inputValue(making.failure?.typed ?? {}, 'interest')
  const options = (['none', 'conflict'] as const).map(value => ({
    value,
    label: making.reader.t(`case.interest.${value}`),
    checked: chosen === value,
  }))
  return choices(making, 'interest', options)
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
