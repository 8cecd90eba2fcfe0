import type { Job } from '#server/jobs/job.ts'
import { sweepExpiredSessions } from '#web/access/session.ts'

/** Clears sessions and counts of attempts that have run out: TTL indexes never fire on the embedded engine. */
export const sweepSessions: Job = {
  name: 'sweep-sessions',
  everySeconds: 3_600,
  async run({ services, log }) {
    const sessions = await sweepExpiredSessions()
    const limits = await services.accounts.sweepLimits()
    const proposals = await services.accounts.appointments.sweep()
    if (proposals > 0) log.info({ proposals }, 'role proposals that nobody confirmed swept')
    if (sessions + limits > 0) log.info({ sessions, limits }, 'expired sessions and limits swept')
  },
}
