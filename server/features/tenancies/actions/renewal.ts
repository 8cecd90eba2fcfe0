import { z } from 'zod'
import { addMonths } from '#shared/days/city-day.ts'
import { canBegin, tenancyAction } from '../manage/action.ts'
import { day } from '../texts/form-fields.ts'
import { endFact, letterReasonFields, optionalTextInput, overdueFact, reasonInput, since, sinceShown } from './parts.ts'

/** Proposes to extend the rent-free time, for a second person to confirm. */
export const renewal = tenancyAction({
  name: 'renewal',
  roles: ['reviewer', 'decider'],
  isOpen: canBegin('renewal'),
  step: true,
  input: z.object({ since, until: day, reason: reasonInput, reasonZh: optionalTextInput }),
  shows: sinceShown,
  facts: making => [endFact(making), overdueFact(making)],
  fields: ({ tenancy }) => [
    { name: 'until', kind: 'day', start: addMonths(tenancy.rentFreeUntil, 12) },
    ...letterReasonFields,
  ],
  run: ({ tenancies }, { id, actor, input: { until, ...input } }) =>
    tenancies.proposals.propose(id, actor, 'renewal', { ...input, day: until }),
})
