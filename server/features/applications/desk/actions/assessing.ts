import type { Application } from '../../../../../models/application.ts'
import type { MessageKey } from '../../../../shared/i18n.ts'
import { typedText } from '../../../../web/forms.ts'
import { rubric, topScore } from '../../assessments.ts'
import { isReviewerInReview } from '../../case-file.ts'
import { declaringIn } from '../../interest.ts'
import type { ActionSpec } from './action.ts'
import { choices, field, type ActionForm, type Making } from './form-parts.ts'

const notInReview = ({ state }: Application): MessageKey | null =>
  state === 'review' ? null : 'application.not-in-review'

export const assessingActions = [
  {
    name: 'assessment',
    isOpen: isReviewerInReview,
    refusal: notInReview,
    form: making => ({
      scores: scoresOf(making),
      fields: [field(making, 'comment', { several: true, start: ownAssessment(making)?.comment ?? '' })],
    }),
    isNext: ({ application }) => application.assessments.length === 0,
  },
  { name: 'decision', move: { from: ['review', 'interview'], to: 'decision' } },
  {
    name: 'declaration',
    isOpen: ({ application, moves }, { kind }) =>
      application.state === declaringIn[kind] && (kind === 'reviewer' || moves.some(({ verdict }) => verdict.ok)),
    refusal: notInReview,
    form: making => ({
      choices: interestChoices(making),
      fields: [field(making, 'note', { several: true, optional: true, rows: 2 })],
    }),
    // Somebody who declared none may still find a conflict once they have read.
    label: ({ interest, application }) =>
      interest === 'none' || application.state === 'decision' ? 'case.action.conflict-found' : null,
    isNext: ({ application }) => application.state === 'review',
    aside: true,
    unfolded: ({ interest, application }) => interest === 'undeclared' && application.state === 'review',
  },
] as const satisfies readonly ActionSpec[]

function interestChoices(making: Making) {
  const typed = typedText(making.failure?.typed ?? {}, 'interest')
  const options = (['none', 'conflict'] as const).map(value => ({
    value,
    label: making.reader.t(`case.interest.${value}`),
    checked: typed === value,
  }))
  return choices(making, 'interest', options)
}

const ownAssessment = ({ reader: { account }, file }: Making) =>
  file.application.assessments.find(({ reviewer }) => reviewer === account.id)

function scoresOf(making: Making): ActionForm['scores'] {
  const {
    reader: { t },
    failure,
  } = making
  const own = ownAssessment(making)
  return rubric.map(criterion => {
    const given = failure ? typedText(failure.typed, criterion) : String(own?.scores[criterion] ?? '')
    const error = failure?.errors[criterion]
    return {
      name: criterion,
      legend: t(`application.criterion.${criterion}`),
      hint: t(`case.criterion.${criterion}`),
      ...(error ? { error: t(error) } : {}),
      options: Array.from({ length: topScore + 1 }, (_, score) => ({
        id: score === 0 ? criterion : `${criterion}-${score}`,
        value: String(score),
        label: String(score),
        checked: given === String(score),
      })),
    }
  })
}
