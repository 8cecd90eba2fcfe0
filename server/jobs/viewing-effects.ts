import type { Job } from './job.ts'

/** Queues the letters about viewings that have been booked, moved or cancelled. */
export const viewingEffects: Job = {
  name: 'viewing-effects',
  everySeconds: 3,
  async run({ services, log }) {
    const done = await services.viewings.carryOutEffects()
    if (done > 0) log.info({ done }, 'viewing mails queued')
  },
}
