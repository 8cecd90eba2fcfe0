import { z } from 'zod'
import { inspectionKinds } from '#models/tenancies/tenancy-parts.ts'
import { addDays } from '#shared/days/city-day.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { tenancyAction } from '../manage/action.ts'
import { tenancyHasEnded } from '../states.ts'
import { day, freeTextExtent } from '../texts/form-fields.ts'
import { optionalTextInput } from './parts.ts'

/** Plans an inspection of the premises. */
export const inspection = tenancyAction({
  name: 'inspection',
  roles: ['reviewer', 'decider'],
  isOpen: ({ state }) => !tenancyHasEnded(state),
  input: z.object({
    kind: z.enum(inspectionKinds, messageKey('form.choose')),
    on: day,
    note: optionalTextInput,
  }),
  // The tenant is not told of an unannounced inspection yet.
  written: ({ kind, note }) => (kind === 'planned' ? [{ name: 'note', text: note, extent: freeTextExtent }] : []),
  fields: ({ reader: { t, today } }) => [
    {
      name: 'kind',
      kind: 'radios',
      start: 'planned',
      options: inspectionKinds.map(value => ({
        value,
        label: t(`tenancy.inspection.${value}`),
        hint: t(`tenancy.inspection.${value}.hint`),
      })),
    },
    { name: 'on', kind: 'day', start: addDays(today, 7), label: 'tenancy.field.inspectionOn' },
    {
      name: 'note',
      kind: 'area',
      rows: 3,
      optional: true,
      label: 'tenancy.field.inspectionNote',
      told: freeTextExtent,
    },
  ],
  run: ({ tenancies }, { id, actor, input }) => tenancies.inspections.plan(id, actor, input),
})
