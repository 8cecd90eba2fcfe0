import type { Job } from './job.ts'

/** Carries on with decisions on several cases that were confirmed and left in the middle. */
export const finishBulkDecisions: Job = {
  name: 'finish-bulk-decisions',
  everySeconds: 60,
  async run({ services: { applications }, log }) {
    const finished = await applications.finishBulk()
    if (finished > 0) log.info({ finished }, 'bulk decisions finished')
  },
}
