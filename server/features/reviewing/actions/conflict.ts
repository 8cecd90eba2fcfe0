import { z } from 'zod'
import { caseAction } from '#features/cases/desk/action.ts'
import { field } from '#features/cases/desk/form-parts.ts'
import { longText } from '#features/cases/desk/input.ts'
import { hasEnded, isUnderReview } from '#features/cases/states.ts'
import { requiredText } from '#web/forms/forms.ts'
import type { ReviewingService } from '../service.ts'

/** Reports a conflict of interest that a colleague finds where nothing is declared any more. */
export const conflict = caseAction({
  name: 'conflict',
  roles: ['reviewer', 'decider'],
  place: 'handling',
  danger: true,
  // Not offered in the states in which `declaration` is, because that serves the same purpose.
  isOpen: ({ application: { state } }, { kind }) =>
    (kind === 'reviewer' && !isUnderReview(state) && !hasEnded(state)) ||
    (kind === 'decider' && state !== 'decision' && !hasEnded(state)),
  input: z.object({ conflictNote: requiredText(longText) }).transform(({ conflictNote }) => ({ note: conflictNote })),
  form: making => ({ fields: [field(making, 'conflictNote', { several: true, rows: 2 })] }),
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input }) =>
    reviewing.interests.reportConflict(id, actor, input),
})
