import { z } from 'zod'
import { addDays } from '#shared/days/city-day.ts'
import { canBegin, tenancyAction } from '../manage/action.ts'
import { rentField, rentSources } from '../manage/rent.ts'
import { day, yuan } from '../texts/form-fields.ts'
import { endFact, letterReasonFields, optionalTextInput, overdueFact, reasonInput, since, sinceShown } from './parts.ts'

/** Proposes to turn the tenancy into a paid lease, for a second person to confirm. */
export const paid = tenancyAction({
  name: 'paid',
  roles: ['reviewer', 'decider'],
  isOpen: canBegin('paid'),
  setsRent: () => true,
  /** `rentPerSqM`: in fen. Forms of an earlier release do not say it, and showed that of the listing. */
  input: z.object({
    since,
    from: day,
    rentPerSqM: yuan.optional(),
    reason: reasonInput,
    reasonZh: optionalTextInput,
  }),
  shows: sinceShown,
  facts: making => [endFact(making), overdueFact(making), ...rentSources(making)],
  fields: making => [
    { name: 'from', kind: 'day', start: addDays(making.tenancy.rentFreeUntil, 1), label: 'tenancy.field.paidFrom' },
    ...rentField(making),
    ...letterReasonFields,
  ],
  run: ({ tenancies }, { id, actor, input: { from, rentPerSqM, ...input } }) =>
    tenancies.proposals.propose(id, actor, 'paid', { ...input, day: from, rentPerSqMMonthFen: rentPerSqM }),
})
