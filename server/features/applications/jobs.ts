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

/** Carries on with decisions on several cases that were confirmed and left in the middle. */
export const finishBulkDecisions: Job = {
  name: 'finish-bulk-decisions',
  everySeconds: 60,
  async run({ services: { applications }, log }) {
    const finished = await applications.finishBulk()
    if (finished > 0) log.info({ finished }, 'bulk decisions finished')
  },
}

/**
 * Ends waits that are over, and finds free premises that somebody waits for, however they became free: a listing published or resumed, an applicant
 * who can be offered something again, or an effect that was lost. What an ending frees is offered by its effect at once.
 */
export const offerFreePremises: Job = {
  name: 'offer-free-premises',
  everySeconds: 60,
  async run({ services: { applications }, log }) {
    const lapsed = await applications.lapseWaiting()
    const warned = await applications.warnOfWaitsEnding()
    const offered = await applications.offerFreePremises()
    if (lapsed + warned + offered > 0) log.info({ lapsed, warned, offered }, 'waiting list gone through')
  },
}
