import type { Job } from '#server/jobs/job.ts'

/** Tells people of premises that have come to match what they look for: "at once" is within a minute. */
export const sendAlerts: Job = {
  name: 'send-alerts',
  everySeconds: 60,
  async run({ services, log }) {
    const { noted, owed } = await services.saved.alerts.owe()
    if (noted + owed > 0) log.info({ noted, owed }, 'saved searches have new premises')
  },
}
