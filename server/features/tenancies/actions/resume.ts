import { z } from 'zod'
import { canBegin, tenancyAction } from '../manage/action.ts'
import { day } from '../texts/form-fields.ts'
import { endFact, since, sinceShown } from './parts.ts'

/** Ends a pause. */
export const resume = tenancyAction({
  name: 'resume',
  roles: ['reviewer', 'decider'],
  isOpen: canBegin('resume'),
  step: true,
  input: z.object({ since, to: day }),
  shows: sinceShown,
  facts: making => [endFact(making)],
  fields: ({ reader: { today } }) => [{ name: 'to', kind: 'day', start: today, label: 'tenancy.field.pauseTo' }],
  run: ({ tenancies }, { id, actor, input }) => tenancies.moves.resume(id, actor, input),
})
