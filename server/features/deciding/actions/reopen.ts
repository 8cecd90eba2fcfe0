import { z } from 'zod'
import { caseAction, type WithCases } from '#features/cases/desk/action.ts'
import { choices, field, reasonText, type ActionContext } from '#features/cases/desk/form-parts.ts'
import { hasEnded, reopeningTargets } from '#features/cases/states.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { inputValue } from '#web/forms/forms.ts'
import { requiredTextField } from '#web/writing/extent.ts'

/** Reopens an ended case. */
export const reopen = caseAction({
  name: 'reopen',
  roles: ['administrator'],
  asShown: true,
  isOpen: ({ application, moves }, { kind }) =>
    kind === 'administrator' && hasEnded(application.state) && moves.some(({ verdict }) => verdict.ok),
  input: z.object({ to: z.enum(reopeningTargets, 'form.choose'), reason: requiredTextField(extents.reason) }),
  tells: reasonText,
  form: making => ({ choices: targets(making), fields: [field(making, 'reason', { several: true })] }),
  run: ({ cases }: WithCases, { id, actor, input }) => cases.moves.reopen(id, actor, input),
})

function targets(making: ActionContext) {
  const chosen = inputValue(making.failure?.typed ?? {}, 'to')
  const options = reopeningTargets.map(value => ({
    value,
    label: making.reader.t(`application.state.${value}`),
    checked: chosen === value,
  }))
  return choices(making, 'to', options)
}
