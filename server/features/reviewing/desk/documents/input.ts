import { z } from 'zod'
import { reviewStates } from '#models/documents/document.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { text } from '#web/forms/forms.ts'

const says = <K extends MessageKey>(key: K): K => key
/** What an officer says of one document. */
export const findingForm = z.object({
  finding: z.enum(reviewStates, says('form.choose')),
  findingNote: text(2000).optional().default(''),
  /** How many findings the officer's page showed. */
  seen: z.coerce.number().int().min(0).catch(0),
})
export type Finding = z.output<typeof findingForm>
