import type { Job } from '#server/jobs/job.ts'

/** Ends what has run out: offers nobody answered, requests nobody answered, drafts nobody came back to. */
export const sweepApplications: Job = {
  name: 'sweep-applications',
  everySeconds: 60,
  async run({ services: { acceptance, applying, deciding, reviewing }, log }) {
    const expired = await deciding.sweeps.expireOffers()
    const announced = await deciding.notices.close()
    const asked = await reviewing.requests.remind()
    const invited = await reviewing.interviews.remind()
    const lapsed = await deciding.sweeps.lapseUnanswered()
    const warned = await applying.deletions.warn()
    const reminded = await acceptance.conditions.remind()
    const removed = await applying.deletions.removeStale()
    const done = { announced, expired, lapsed, warned, asked, invited, reminded, removed }
    if (Object.values(done).some(count => count > 0)) log.info(done, 'deadlines passed')
  },
}
