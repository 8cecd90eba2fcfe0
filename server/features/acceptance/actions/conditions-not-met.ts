import { caseAction, type WithCases } from '#features/cases/desk/action.ts'
import { groundsFields, reasonText } from '#features/cases/desk/form-parts.ts'
import { groundsForm } from '#features/cases/desk/input.ts'

/** Ends an accepted offer whose conditions were not met. */
export const conditionsNotMet = caseAction({
  name: 'conditions-not-met',
  roles: ['reviewer', 'decider'],
  move: { from: ['accepted'], to: 'conditions_not_met' },
  asShown: true,
  danger: true,
  input: groundsForm('conditions_not_met'),
  tells: reasonText,
  form(making) {
    const { boxes, reason } = groundsFields(making, 'conditions_not_met', { prefix: 'conditions' })
    return { boxes, fields: [reason] }
  },
  run: ({ cases }: WithCases, { id, actor, input }) => cases.moves.move(id, 'conditions_not_met', actor, input),
})
