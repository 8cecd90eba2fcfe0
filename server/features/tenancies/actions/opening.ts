import { z } from 'zod'
import { reportsAbout } from '../duties/duty-reports.ts'
import { canBegin, tenancyAction } from '../manage/action.ts'
import { day } from '../texts/form-fields.ts'
import { dutyReportFacts, since, sinceShown } from './parts.ts'

/** Records the day on which the shop opened. */
export const opening = tenancyAction({
  name: 'opening',
  roles: ['reviewer', 'decider'],
  isOpen: canBegin('opening'),
  step: true,
  duty: 'opening-1',
  withFiles: true,
  input: z.object({ on: day, since }),
  shows: sinceShown,
  facts: making => dutyReportFacts(making, 'opening-1'),
  fields: ({ reader: { today }, tenancy }) => [
    {
      name: 'on',
      kind: 'day',
      start: reportsAbout(tenancy, 'opening-1').at(-1)?.on ?? today,
      label: 'tenancy.field.openedOn',
    },
  ],
  run: ({ tenancies }, { id, actor, input }) => tenancies.moves.openShop(id, actor, input),
})
