import { z } from 'zod'
import { canBegin, tenancyAction } from '../manage/action.ts'
import { dutyReportFacts, optionalTextInput, since, sinceShown } from './parts.ts'

/** Records that a breach is cured. */
export const cured = tenancyAction({
  name: 'cured',
  roles: ['reviewer', 'decider'],
  isOpen: canBegin('cured'),
  step: true,
  duty: 'breach',
  withFiles: true,
  input: z.object({ since, note: optionalTextInput }),
  shows: sinceShown,
  facts: making => dutyReportFacts(making, 'breach'),
  fields: () => [{ name: 'note', kind: 'area', rows: 3, optional: true, hint: 'tenancy.field.staff-only' }],
  run: ({ tenancies }, { id, actor, input }) => tenancies.moves.cureBreach(id, actor, input),
})
