import type { Job } from './job.ts'

/** Reminders of the rent-free end, shops whose last half year has begun, and what a crash left of tenancies from before the site. */
export const sweepTenancies: Job = {
  name: 'sweep-tenancies',
  everySeconds: 300,
  async run({ services: { tenancies }, log }) {
    const { reminded, expiring } = await tenancies.sweep()
    const settled = await tenancies.earlier.settleEarlier()
    if (reminded + expiring + settled > 0) log.info({ reminded, expiring, settled }, 'tenancies swept')
  },
}
