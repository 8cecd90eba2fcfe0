import type { Job } from './job.ts'

/** Keeps two weeks of free times on a demonstration street; does nothing elsewhere. */
export const topUpViewings: Job = {
  name: 'top-up-viewings',
  everySeconds: 3_600,
  async run({ services, log }) {
    const added = await services.viewings.topUpDemonstration()
    if (added > 0) log.info({ added }, 'demonstration viewings added')
  },
}
