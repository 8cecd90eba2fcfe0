import { caseAction, type WithCases } from '#features/cases/desk/action.ts'
import { groundsFields, reasonText } from '#features/cases/desk/form-parts.ts'
import { groundsForm } from '#features/cases/desk/input.ts'

/** Ends an application that may not take part, with reasons for the applicant. */
export const ineligible = caseAction({
  name: 'ineligible',
  roles: ['reviewer', 'decider'],
  move: { from: ['screening'], to: 'ineligible' },
  asShown: true,
  danger: true,
  input: groundsForm('ineligible'),
  tells: reasonText,
  form(making) {
    const { boxes, reason } = groundsFields(making, 'ineligible')
    return { boxes, fields: [reason] }
  },
  run: ({ cases }: WithCases, { id, actor, input }) => cases.moves.move(id, 'ineligible', actor, input),
})
