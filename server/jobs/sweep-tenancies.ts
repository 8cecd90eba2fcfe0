import type { Job } from './job.ts'

/** Reminders of the rent-free end, and shops whose last half year has begun. */
export const sweepTenancies: Job = {
  name: 'sweep-tenancies',
  everySeconds: 300,
  async run({ services: { tenancies }, log }) {
    const { reminded, expiring } = await tenancies.sweep()
    if (reminded + expiring > 0) log.info({ reminded, expiring }, 'tenancies swept')
  },
}
