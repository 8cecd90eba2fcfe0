import { caseAction } from '#features/cases/desk/action.ts'
import { field, select, type ActionContext } from '#features/cases/desk/form-parts.ts'
import { longText } from '#features/cases/desk/input.ts'
import { id, requiredText } from '#web/forms/forms.ts'
import { onceField } from '#web/forms/once.ts'
import { z } from 'zod'
import type { ReviewingService } from '../service.ts'

/** Adds a note for colleagues, which the applicant never sees. */
export const notes = caseAction({
  name: 'notes',
  roles: ['reviewer', 'decider', 'administrator'],
  place: 'notes',
  isOpen: (_file, { kind }) => kind === 'reviewer' || kind === 'decider' || kind === 'administrator',
  input: z
    .object({
      internalNote: requiredText(longText),
      mention: id.or(z.literal('')).catch(''),
      once: onceField,
    })
    .transform(({ internalNote, ...more }) => ({ text: internalNote, ...more })),
  form: making => ({
    select: mentionSelect(making),
    fields: [field(making, 'internalNote', { several: true, rows: 3 })],
  }),
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input }) =>
    reviewing.correspondence.addNote(id, actor, input),
})

/** Returns null when there is no colleague to mention. */
function mentionSelect(making: ActionContext) {
  const options = making.file.mentionable.map(({ id, name }) => ({ value: id, label: name }))
  return options.length > 0 ? select(making, 'mention', { options }) : null
}
