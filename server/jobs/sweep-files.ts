import type { Job } from './job.ts'

/** Files that an aborted upload or a killed process left in the stores; each is given an hour to be claimed. */
export const sweepFiles: Job = {
  name: 'sweep-files',
  everySeconds: 600,
  async run({ services, log }) {
    const documents = await services.documents.sweep()
    const photos = await services.photos.sweep()
    if (documents + photos > 0) log.info({ documents, photos }, 'unclaimed files removed')
  },
}
