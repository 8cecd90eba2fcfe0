import type { Job } from './job.ts'

/** What changes have left to be done, in every slice: letters, listings that follow a hold, tenancies, freed premises. */
export const carryOutEffects: Job = {
  name: 'carry-out-effects',
  everySeconds: 60,
  wokenBy: 'effects',
  async run({ services: { outbox }, log }) {
    const done = await outbox.carryOut()
    if (done > 0) log.info({ done }, 'effects carried out')
  },
}
