import type { Job } from '#server/jobs/job.ts'

/** Reminders of the rent-free end and of duties, terminations whose appeal is over, shops whose last half year has begun, and what a crash left of tenancies from before the site. */
export const sweepTenancies: Job = {
  name: 'sweep-tenancies',
  everySeconds: 300,
  async run({ services: { tenancies }, log }) {
    const { reminded, expiring, ended } = await tenancies.sweep()
    const settled = await tenancies.earlier.settleEarlier()
    if (reminded + expiring + ended + settled > 0) log.info({ reminded, expiring, ended, settled }, 'tenancies swept')
  },
}
