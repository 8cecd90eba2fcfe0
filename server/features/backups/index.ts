import type { Slice } from '#server/slice.ts'
import type { Job } from '#server/jobs/job.ts'

/** Back-ups of the database. */
export const backupsSlice = (): Slice => ({
  name: 'backups',
  jobs: [makeBackups],
})

/** Makes the daily back-up if BACKUP_TO is set. */
const makeBackups: Job = {
  name: 'make-backups',
  everySeconds: 300,
  async run({ services, log, signal }) {
    const backup = await services.backups.keepUp(signal)
    if (backup)
      log.info({ bytes: backup.bytes, documents: backup.documents, pausedMs: backup.pausedMs }, 'back-up made')
  },
}
