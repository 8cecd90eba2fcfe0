import { z } from 'zod'
import { conditionKinds } from '#models/cases/parts/acceptance.ts'
import { caseAction } from '#features/cases/desk/action.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { dayField } from '#web/forms/form-schemas.ts'
import { requiredTextField } from '#web/writing/extent.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { canChangeConditions } from './condition-change.ts'
import type { AcceptanceService } from '../service.ts'

/** Adds a condition to an accepted offer. */
export const conditionAdd = caseAction({
  name: 'condition-add',
  roles: ['reviewer', 'decider'],
  on: 'acceptance',
  isOpen: canChangeConditions,
  refusal: () => 'acceptance.refused.closed',
  input: z.object({
    kind: z.enum(conditionKinds, messageKey('form.choose')),
    text: requiredTextField(extents.condition),
    dueOn: dayField,
  }),
  tells: { field: 'text', as: 'text', label: 'acceptance.staff.text', extent: extents.condition },
  run: ({ acceptance }: { acceptance: AcceptanceService }, { id, actor, input }) =>
    acceptance.conditions.add(id, actor, input),
})
