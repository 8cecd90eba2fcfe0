import { z } from 'zod'
import { caseAction } from '#features/cases/desk/action.ts'
import { field } from '#features/cases/desk/form-parts.ts'
import { arrangedInterview, isOfficer, mayCancel } from '#features/cases/interviews/rules.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { requiredTextField } from '#web/writing/extent.ts'
import { arranged, shownInterview } from './interview-slot.ts'
import type { ReviewingService } from '../service.ts'

/** Cancels an interview that has not begun. */
export const interviewCancel = caseAction({
  name: 'interview-cancel',
  roles: ['reviewer', 'decider'],
  place: 'talk',
  danger: true,
  isOpen: ({ application, now }, actor) => isOfficer(actor) && mayCancel(application, now),
  refusal: application => (arrangedInterview(application) ? 'interview.begun' : 'interview.none-open'),
  input: z
    .object({ interviewReason: requiredTextField(extents.interviewCancelled), arranged })
    .transform(({ interviewReason, arranged }) => ({ reason: interviewReason, arranged })),
  tells: { field: 'interviewReason', as: 'reason', extent: extents.interviewCancelled },
  form: making => ({
    hidden: shownInterview(making, arrangedInterview(making.file.application)),
    fields: [field(making, 'interviewReason', { several: true, rows: 3 })],
  }),
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input }) =>
    reviewing.interviews.cancel(id, actor, input),
})
