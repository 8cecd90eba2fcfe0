import type { Job } from '#server/jobs/job.ts'

/** The back-up of the day, where BACKUP_TO says that there is one. */
export const makeBackups: Job = {
  name: 'make-backups',
  everySeconds: 300,
  async run({ services, log, signal }) {
    const made = await services.backups.keepUp(signal)
    if (made) log.info({ bytes: made.bytes, documents: made.documents, pausedMs: made.pausedMs }, 'back-up made')
  },
}
