import type { Slice, SliceParts } from '#server/slice.ts'
import { auditRequests } from '#web/access/audit-requests.ts'
import { auditChecks } from './checks.ts'
import { settleInterrupted } from './jobs.ts'
import { auditRoutes } from './browse/routes.ts'

/** Who did what: kept before an answer leaves, read by administrators. */
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
