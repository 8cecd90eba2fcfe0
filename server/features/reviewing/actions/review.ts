import { caseAction, type WithCases } from '#features/cases/desk/action.ts'
import { emptyForm } from '#features/cases/desk/input.ts'

/** Passes a checked application on to the reviewers. */
export const review = caseAction({
  name: 'review',
  roles: ['reviewer', 'decider'],
  move: { from: ['screening'], to: 'review' },
  input: emptyForm,
  run: ({ cases }: WithCases, { id, actor, input }) => cases.moves.move(id, 'review', actor, input),
})
