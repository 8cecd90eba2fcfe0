import { totalFigures, type Slice, type SliceParts } from '#server/slice.ts'
import type { Job } from '#server/jobs/job.ts'
import { tenancyChecks } from './checks.ts'
import { earlierRoutes } from './earlier/routes.ts'
import { tenancyLetterPreviewRoutes } from './moves/letter-preview.ts'
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
      figures: async ({ reach }) => totalFigures('/tenancies?state=all', await services.tenancies.records.count(reach)),
    },
  ],
  doors: () => ({
    pages: [
      tenancyRoutes(services),
      earlierRoutes(services),
      leaseRoutes(services),
      tenancyLetterPreviewRoutes(services, clock),
    ],
  }),
})

/**
 * Sends reminders of the rent-free end and of duties, ends terminated tenancies whose time for an appeal is over, moves
 * tenancies in their last half year to `expiring`, and settles those from before the site that a crash left behind.
 */
const sweepTenancies: Job = {
  name: 'sweep-tenancies',
  everySeconds: 300,
  async run({ services: { tenancies }, log }) {
    const { reminded, expiring, ended } = await tenancies.sweep()
    const settled = await tenancies.earlier.settleEarlier()
    if (reminded + expiring + ended + settled > 0) log.info({ reminded, expiring, ended, settled }, 'tenancies swept')
  },
}
