import type { Job } from '#server/jobs/job.ts'

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
