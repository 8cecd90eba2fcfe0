import type { Job } from './job.ts'

/**
 * Finds free premises that somebody waits for, however they became free: a listing published or resumed, an applicant
 * who can be offered something again, or an effect that was lost. What an ending frees is offered by its effect at once.
 */
export const offerFreePremises: Job = {
  name: 'offer-free-premises',
  everySeconds: 60,
  async run({ services: { applications }, log }) {
    const offered = await applications.offerFreePremises()
    if (offered > 0) log.info({ offered }, 'free premises offered to who waits')
  },
}
