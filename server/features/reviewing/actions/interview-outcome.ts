import { z } from 'zod'
import { caseAction } from '#features/cases/desk/action.ts'
import { choices, field, type ActionContext, type ActionForm } from '#features/cases/desk/form-parts.ts'
import { longText } from '#features/cases/desk/input.ts'
import { isOfficer, mayClose } from '#features/cases/interviews/rules.ts'
import { inputValue, requiredText } from '#web/forms/forms.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { arranged, shownInterview } from './interview-slot.ts'
import type { ReviewingService } from '../service.ts'

/** Records whether an interview was held, and what came of it. */
export const interviewOutcome = caseAction({
  name: 'interview-outcome',
  roles: ['reviewer', 'decider'],
  place: 'talk',
  isOpen: ({ application, now }, actor) => isOfficer(actor) && mayClose(application, now),
  refusal: ({ interview }) =>
    interview && interview.state !== 'cancelled' ? 'interview.not-begun' : 'interview.none-open',
  input: z
    .object({ held: z.enum(['yes', 'no'], messageKey('form.choose')), outcomeNote: requiredText(longText), arranged })
    .transform(({ held, outcomeNote, arranged }) => ({ held: held === 'yes', note: outcomeNote, arranged })),
  form: outcomeForm,
  unfolded: ({ application }) => application.interview?.state === 'open',
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input }) =>
    reviewing.interviews.close(id, actor, input),
})

function outcomeForm(making: ActionContext): Partial<ActionForm> {
  const { reader, file, failure } = making
  const { state, outcome } = file.application.interview ?? {}
  const heldChoice = failure
    ? inputValue(failure.typed, 'held')
    : { held: 'yes', not_held: 'no' }[state as 'held' | 'not_held']
  const options = (['yes', 'no'] as const).map(value => ({
    value,
    label: reader.t(`interview.held.${value}`),
    checked: heldChoice === value,
  }))
  return {
    hidden: shownInterview(making, file.application.interview),
    choices: choices(making, 'held', options),
    fields: [field(making, 'outcomeNote', { several: true, start: outcome?.note ?? '' })],
  }
}
