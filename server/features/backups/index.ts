import type { Slice } from '#server/slice.ts'
import type { Job } from '#server/jobs/job.ts'
import { mailFailure } from './letters.ts'

/** Back-ups of the database. */
export const backupsSlice = (): Slice => ({
  name: 'backups',
  jobs: [makeBackups],
})

/** Makes the daily back-up if BACKUP_TO is set. When it fails, the administrators get a letter. */
const makeBackups: Job = {
  name: 'make-backups',
  everySeconds: 60,
  async run({ services, log, signal }) {
    try {
      const backup = await services.backups.keepUp(signal)
      if (backup)
        log.info({ bytes: backup.bytes, documents: backup.documents, pausedMs: backup.pausedMs }, 'back-up made')
    } finally {
      const failed = await services.backups.failing()
      if (failed) await mailFailure(failed, services)
    }
  },
}
