import type { Slice } from '#server/slice.ts'
import type { Job } from '#server/jobs/job.ts'

/** Copies of everything, elsewhere. */
export const backupsSlice = (): Slice => ({
  name: 'backups',
  jobs: [makeBackups],
})

/** The back-up of the day, where BACKUP_TO says that there is one. */
const makeBackups: Job = {
  name: 'make-backups',
  everySeconds: 300,
  async run({ services, log, signal }) {
    const made = await services.backups.keepUp(signal)
    if (made) log.info({ bytes: made.bytes, documents: made.documents, pausedMs: made.pausedMs }, 'back-up made')
  },
}
