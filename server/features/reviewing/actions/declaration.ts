import { z } from 'zod'
import { caseAction } from '#features/cases/desk/action.ts'
import { choices, field, type ActionContext } from '#features/cases/desk/form-parts.ts'
import { longText } from '#features/cases/desk/input.ts'
import { isUnderReview } from '#features/cases/states.ts'
import { inputValue, text } from '#web/forms/forms.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import type { ReviewingService } from '../service.ts'

/** Declares whether a colleague has a personal interest in the case, before its content is read. */
export const declaration = caseAction({
  name: 'declaration',
  roles: ['reviewer', 'decider'],
  // Open before the content is read, and later as long as a newly found conflict still changes who assesses or decides.
  isOpen: ({ application, closed, moves }, { kind }) =>
    closed !== null ||
    (kind === 'reviewer' && isUnderReview(application.state)) ||
    (kind === 'decider' && application.state === 'decision' && moves.some(({ verdict }) => verdict.ok)),
  // Everybody who may read the case has declared their interest.
  refusal: () => 'case.refused.declared',
  beforeDeclaration: true,
  input: z
    .object({
      interest: z.enum(['none', 'conflict'], messageKey('form.choose')),
      note: text(longText).optional().default(''),
    })
    .superRefine(({ interest, note }, context) => {
      if (interest === 'conflict' && note === '')
        context.addIssue({ code: 'custom', path: ['note'], message: messageKey('case.error.conflict-note') })
    }),
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
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input }) =>
    reviewing.interests.declare(id, actor, input),
})

function interestChoices(making: ActionContext) {
  const chosen = inputValue(making.failure?.typed ?? {}, 'interest')
  const options = (['none', 'conflict'] as const).map(value => ({
    value,
    label: making.reader.t(`case.interest.${value}`),
    checked: chosen === value,
  }))
  return choices(making, 'interest', options)
}
