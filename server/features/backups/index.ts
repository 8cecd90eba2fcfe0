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
    const made = await services.backups.keepUp(signal)
    if (made) log.info({ bytes: made.bytes, documents: made.documents, pausedMs: made.pausedMs }, 'back-up made')
  },
}
