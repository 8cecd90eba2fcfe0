import { allOf, type Slice, type SliceParts } from '#server/slice.ts'
import { tenancyChecks } from './checks.ts'
import { sweepTenancies } from './jobs.ts'
import { earlierRoutes } from './earlier/routes.ts'
import { leaseRoutes } from './manage/routes.ts'
import { tenancyRoutes } from './tenant/routes.ts'

/** Tenancies, from the handover to the end. */
export const tenanciesSlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'tenancies',
  personalData: services.personalData.tenancies,
  jobs: [sweepTenancies],
  checks: tenancyChecks({ ...services, clock }),
  work: services.tenancies.work,
  dates: services.tenancies.dates,
  cards: [
    {
      heading: 'desk.tenancies',
      path: '/tenancies',
      roles: ['listing_manager', 'reviewer', 'decider', 'administrator'],
      figures: async ({ reach }) => allOf('/tenancies', (await services.tenancies.records.list({}, reach)).total),
    },
  ],
  doors: () => ({
    pages: [tenancyRoutes(services), earlierRoutes(services), leaseRoutes(services)],
  }),
})
