import type { Slice, SliceParts } from '#server/slice.ts'
import { auditRequests } from '#web/access/audit-requests.ts'
import type { Job } from '#server/jobs/job.ts'
import { auditChecks } from './checks.ts'
import { auditRoutes } from './browse/routes.ts'

/** The audit trail: who did what. Entries are stored before the response is sent; administrators read them. */
export const auditSlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'audit',
  jobs: [settleInterrupted],
  checks: auditChecks({ clock }),
  cards: [{ heading: 'audit.title', path: '/audit', roles: ['administrator'] }],
  doors: () => ({
    acts: [auditRequests(services.audit)],
    pages: [auditRoutes(services)],
  }),
})

/** Records staff requests that a killed process left unfinished as interrupted. */
const settleInterrupted: Job = {
  name: 'settle-interrupted',
  everySeconds: 60,
  async run({ services, log }) {
    const interrupted = await services.audit.settleInterrupted()
    if (interrupted > 0) log.warn({ interrupted }, 'interrupted acts are in the audit trail')
  },
}
