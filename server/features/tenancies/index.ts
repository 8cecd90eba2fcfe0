import type { Slice, SliceParts } from '#server/slice.ts'
import { sweepTenancies } from './jobs.ts'
import { earlierRoutes } from './earlier/routes.ts'
import { leaseRoutes } from './manage/routes.ts'
import { tenancyRoutes } from './tenant/routes.ts'

/** Tenancies, from the handover to the end. */
export const tenanciesSlice = ({ services }: SliceParts): Slice => ({
  name: 'tenancies',
  jobs: [sweepTenancies],
  doors: () => ({
    pages: [tenancyRoutes(services), earlierRoutes(services), leaseRoutes(services)],
  }),
})
