import { z } from 'zod'
import { conditionKinds, conditionStates } from '#models/cases/parts/acceptance.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { id, requiredText, text } from '#web/forms/forms.ts'
import { typedDay } from '#web/forms/typed-fields.ts'

export const conditionPath = z.object({ id, conditionId: id })

const says = <K extends MessageKey>(key: K): K => key

/** One condition: a decision, or another day. */
export const conditionForm = z.object({
  to: z.enum(conditionStates).optional(),
  note: text(2000).optional().default(''),
  dueOn: typedDay,
})

export const additionForm = z.object({
  kind: z.enum(conditionKinds, says('form.choose')),
  text: requiredText(500),
  dueOn: typedDay,
})
