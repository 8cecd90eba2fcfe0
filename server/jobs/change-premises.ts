import type { Job } from './job.ts'

/** Carries out changes of many premises that were confirmed, and goes on with what a crash left in the middle. */
export const changePremises: Job = {
  name: 'change-premises',
  everySeconds: 60,
  wokenBy: 'bulk',
  async run({ services: { premisesBulk }, log }) {
    const finished = await premisesBulk.finish()
    if (finished > 0) log.info({ finished }, 'bulk changes of premises finished')
  },
}
