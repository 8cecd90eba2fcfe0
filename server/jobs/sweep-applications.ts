import type { Job } from './job.ts'

/** Ends what has run out: offers nobody answered, requests nobody answered, drafts nobody came back to. */
export const sweepApplications: Job = {
  name: 'sweep-applications',
  everySeconds: 60,
  async run({ services: { applications }, log }) {
    const expired = await applications.expireOffers()
    const lapsed = await applications.lapseUnanswered()
    const warned = await applications.warnOfDeletion()
    const removed = await applications.removeStaleDrafts()
    if (expired + lapsed + warned + removed > 0) log.info({ expired, lapsed, warned, removed }, 'deadlines passed')
  },
}
