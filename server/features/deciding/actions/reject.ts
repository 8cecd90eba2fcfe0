import { caseAction, type WithCases } from '#features/cases/desk/action.ts'
import { groundsFields, reasonText } from '#features/cases/desk/form-parts.ts'
import { groundsForm } from '#features/cases/desk/input.ts'

/** Refuses an application, with reasons for the applicant. */
export const reject = caseAction({
  name: 'reject',
  roles: ['reviewer', 'decider'],
  move: { from: ['decision', 'information_requested'], to: 'rejected' },
  asShown: true,
  danger: true,
  input: groundsForm('rejected'),
  tells: reasonText,
  form(making) {
    const { boxes, reason } = groundsFields(making, 'rejected')
    return { boxes, fields: [reason] }
  },
  run: ({ cases }: WithCases, { id, actor, input }) => cases.moves.move(id, 'rejected', actor, input),
})
