import type { Job } from './job.ts'

/** Carries out what people have asked for: their accounts are deleted once the days of reconsideration are over. */
export const deleteAccounts: Job = {
  name: 'delete-accounts',
  everySeconds: 600,
  async run({ services, log }) {
    await services.privacy.deleteAccounts(log)
  },
}
