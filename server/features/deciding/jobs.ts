import type { Job } from '#server/jobs/job.ts'

/** Finishes bulk decisions that were confirmed but left incomplete. */
export const finishBulkDecisions: Job = {
  name: 'finish-bulk-decisions',
  everySeconds: 60,
  async run({ services: { deciding }, log }) {
    await deciding.bulk.finish(log)
  },
}

/**
 * Ends waits that are over and offers free premises that somebody waits for, however they became free: a listing was
 * published or resumed, an applicant can get an offer again, or an effect was lost. What an ending case frees is offered by
 * its effect at once.
 */
export const offerFreePremises: Job = {
  name: 'offer-free-premises',
  everySeconds: 60,
  async run({ services: { deciding }, log }) {
    const lapsed = await deciding.sweeps.lapseWaiting()
    const warned = await deciding.waiting.warnOfEnding()
    const offered = await deciding.waiting.offerFree()
    if (lapsed + warned + offered > 0) log.info({ lapsed, warned, offered }, 'waiting list gone through')
  },
}
