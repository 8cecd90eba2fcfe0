import { z } from 'zod'
import { terminationGrounds } from '#models/tenancies/tenancy-parts.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { canBegin, tenancyAction } from '../manage/action.ts'
import { letterReasonFields, optionalTextInput, reasonInput, since, sinceShown } from './parts.ts'

/** Proposes to terminate the tenancy for a ground, for a second person to confirm. */
export const termination = tenancyAction({
  name: 'termination',
  roles: ['reviewer', 'decider'],
  isOpen: canBegin('termination'),
  danger: true,
  input: z.object({
    since,
    ground: z.enum(terminationGrounds, messageKey('form.choose')),
    reason: reasonInput,
    reasonZh: optionalTextInput,
  }),
  shows: sinceShown,
  fields: ({ reader: { t } }) => [
    {
      name: 'ground',
      kind: 'radios',
      options: terminationGrounds.map(value => ({ value, label: t(`tenancy.ground.${value}`) })),
    },
    ...letterReasonFields,
  ],
  run: ({ tenancies }, { id, actor, input }) => tenancies.proposals.propose(id, actor, 'termination', input),
})
