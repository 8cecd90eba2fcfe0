import type { Job } from '#server/jobs/job.ts'

/** Ends what has run out: offers nobody answered, requests nobody answered, drafts nobody came back to. */
export const sweepApplications: Job = {
  name: 'sweep-applications',
  everySeconds: 60,
  async run({ services: { applications }, log }) {
    const expired = await applications.expireOffers()
    const announced = await applications.closeNotices()
    const asked = await applications.remindUnanswered()
    const invited = await applications.remindOfInterviews()
    const lapsed = await applications.lapseUnanswered()
    const warned = await applications.warnOfDeletion()
    const reminded = await applications.remindOfConditions()
    const removed = await applications.removeStaleDrafts()
    const done = { announced, expired, lapsed, warned, asked, invited, reminded, removed }
    if (Object.values(done).some(count => count > 0)) log.info(done, 'deadlines passed')
  },
}
