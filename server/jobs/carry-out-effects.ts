import type { Job } from './job.ts'

/** What decisions have left to be done: listings that follow a hold, mails, tenancies, freed premises. */
export const carryOutEffects: Job = {
  name: 'carry-out-effects',
  everySeconds: 2,
  async run({ services: { outbox }, log }) {
    const done = await outbox.carryOut()
    if (done > 0) log.info({ done }, 'effects carried out')
  },
}
