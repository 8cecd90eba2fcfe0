import type { Job } from './job.ts'

/** Tells people of premises that have come to match what they look for: "at once" is within a minute. */
export const sendAlerts: Job = {
  name: 'send-alerts',
  everySeconds: 30,
  async run({ services, log }) {
    const { noted, letters } = await services.saved.sendAlerts()
    if (noted + letters > 0) log.info({ noted, letters }, 'saved searches told of new premises')
  },
}
