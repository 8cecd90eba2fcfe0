import { z } from 'zod'
import { tenancyAction } from '../manage/action.ts'
import { tenancyHasEnded } from '../states.ts'

/** Marks the reports of the tenant as read. */
export const reportsRead = tenancyAction({
  name: 'reports-read',
  roles: ['reviewer', 'decider'],
  isOpen: ({ unreadReports, state }) => Boolean(unreadReports?.length) && !tenancyHasEnded(state),
  withReports: true,
  /** `shown`: number of the tenant's reports, with corrections, when the page with the form was made. */
  input: z.object({ shown: z.coerce.number().int().min(0).optional().catch(undefined) }),
  shows: ({ tenancy }) => [{ name: 'shown', value: String(tenancy.reports.length) }],
  run: ({ tenancies }, { id, actor, input }) => tenancies.milestones.readReports(id, actor, input),
})
