import { caseAction, type WithCases } from '#features/cases/desk/action.ts'
import { emptyForm } from '#features/cases/desk/input.ts'

/** Begins the check of a submitted application. */
export const screening = caseAction({
  name: 'screening',
  roles: ['reviewer', 'decider'],
  move: { from: ['submitted'], to: 'screening' },
  bare: true,
  beforeDeclaration: true,
  input: emptyForm,
  run: ({ cases }: WithCases, { id, actor, input }) => cases.moves.move(id, 'screening', actor, input),
})
