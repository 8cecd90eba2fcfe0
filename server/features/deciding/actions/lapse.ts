import { caseAction, type WithCases } from '#features/cases/desk/action.ts'
import { field, reasonText } from '#features/cases/desk/form-parts.ts'
import { reasonForm } from '#features/cases/desk/input.ts'

/** Ends the wait of a case on the waiting list. */
export const lapse = caseAction({
  name: 'lapse',
  roles: ['reviewer', 'decider'],
  move: { from: ['waitlisted'], to: 'lapsed' },
  asShown: true,
  danger: true,
  input: reasonForm,
  tells: reasonText,
  form: making => ({ fields: [field(making, 'reason', { several: true })] }),
  run: ({ cases }: WithCases, { id, actor, input }) => cases.moves.move(id, 'lapsed', actor, input),
})
