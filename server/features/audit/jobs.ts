import type { Job } from '#server/jobs/job.ts'

/** Acts of the staff of which a killed process left nothing but the intent: the audit trail says that they were interrupted. */
export const settleInterrupted: Job = {
  name: 'settle-interrupted',
  everySeconds: 60,
  async run({ services, log }) {
    const interrupted = await services.audit.settleInterrupted()
    if (interrupted > 0) log.warn({ interrupted }, 'interrupted acts are in the audit trail')
  },
}
