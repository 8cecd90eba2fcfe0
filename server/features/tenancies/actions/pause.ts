import { z } from 'zod'
import { canBegin, tenancyAction } from '../manage/action.ts'
import { day, optionalDay } from '../texts/form-fields.ts'
import { endFact, reasonField, reasonInput, since, sinceShown, writtenReason } from './parts.ts'

/** Suspends the tenancy; the rent-free time stands still meanwhile. */
export const pause = tenancyAction({
  name: 'pause',
  roles: ['reviewer', 'decider'],
  isOpen: canBegin('pause'),
  input: z.object({ since, from: day, plannedTo: optionalDay, reason: reasonInput }),
  shows: sinceShown,
  written: writtenReason,
  facts: making => [endFact(making)],
  fields: ({ reader: { today } }) => [
    { name: 'from', kind: 'day', start: today, label: 'tenancy.field.pauseFrom' },
    { name: 'plannedTo', kind: 'day', optional: true },
    reasonField,
  ],
  run: ({ tenancies }, { id, actor, input }) => tenancies.moves.suspend(id, actor, input),
})
