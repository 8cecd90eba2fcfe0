import { caseAction, type WithCases } from '#features/cases/desk/action.ts'
import { field, reasonText } from '#features/cases/desk/form-parts.ts'
import { reasonForm } from '#features/cases/desk/input.ts'
import { isUpheld } from '#features/cases/notice/open.ts'

/** Withdraws an announced decision and returns the case to review. */
export const reviewAgain = caseAction({
  name: 'review-again',
  roles: ['reviewer', 'decider'],
  move: { from: ['public_notice'], to: 'review' },
  asShown: true,
  input: reasonForm,
  tells: reasonText,
  form: making => ({ fields: [field(making, 'reason', { several: true })] }),
  isNext: ({ application }) => isUpheld(application),
  run: ({ cases }: WithCases, { id, actor, input }) => cases.moves.move(id, 'review', actor, input),
})
