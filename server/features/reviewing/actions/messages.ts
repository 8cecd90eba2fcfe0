import { z } from 'zod'
import { caseAction } from '#features/cases/desk/action.ts'
import { field } from '#features/cases/desk/form-parts.ts'
import { isOfficer } from '#features/cases/interviews/rules.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { onceField } from '#web/forms/once.ts'
import { requiredTextField } from '#web/writing/extent.ts'
import { hasOpenGap } from '#shared/texts/filling.ts'
import { maxMessages } from '../correspondence.ts'
import type { ReviewingService } from '../service.ts'

/** Number of messages on the page with the form. */
const shown = z.coerce.number().int().min(0).max(maxMessages).optional().catch(undefined)

/** Writes a message to the applicant. */
export const messages = caseAction({
  name: 'messages',
  roles: ['reviewer', 'decider'],
  place: 'messages',
  isOpen: (_file, actor) => isOfficer(actor),
  input: z
    .object({
      publicMessage: requiredTextField(extents.message).refine(input => !hasOpenGap(input), 'enquiries.gap-open'),
      once: onceField,
      shown,
    })
    .transform(({ publicMessage, ...more }) => ({ text: publicMessage, ...more })),
  tells: { field: 'publicMessage', as: 'text', extent: extents.message },
  form: making => ({ fields: [field(making, 'publicMessage', { several: true, rows: 4 })] }),
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input }) =>
    reviewing.correspondence.send(id, actor, input),
})

/** Marks the applicant's messages as needing no answer. */
export const messagesSettled = caseAction({
  name: 'messages-settled',
  roles: ['reviewer', 'decider'],
  place: 'messages',
  // Also when none wait, so that a form sent twice is answered as the first time. The page shows the button only beside
  // messages that wait.
  isOpen: (_file, actor) => isOfficer(actor),
  bare: true,
  input: z.object({ shown }),
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input }) =>
    reviewing.correspondence.settle(id, actor, input),
})
