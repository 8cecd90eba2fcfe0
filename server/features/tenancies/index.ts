import type { Slice, SliceParts } from '#server/slice.ts'
import { tenancyChecks } from './checks.ts'
import { sweepTenancies } from './jobs.ts'
import { earlierRoutes } from './earlier/routes.ts'
import { leaseRoutes } from './manage/routes.ts'
import { tenancyRoutes } from './tenant/routes.ts'

/** Tenancies, from the handover to the end. */
export const tenanciesSlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'tenancies',
  jobs: [sweepTenancies],
  checks: tenancyChecks({ ...services, clock }),
  doors: () => ({
    pages: [tenancyRoutes(services), earlierRoutes(services), leaseRoutes(services)],
  }),
})
