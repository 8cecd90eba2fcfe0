import type { Job } from './job.ts'

/** Files that an aborted upload or a killed process left in the stores, and documents that no case took in: each is given an hour. Deletions that were begun are finished. */
export const sweepFiles: Job = {
  name: 'sweep-files',
  everySeconds: 600,
  async run({ services, log }) {
    const deletions = await services.applications.finishDeletions()
    const documents = await services.documents.sweep(services.intakesNamed)
    const photos = await services.photos.sweep()
    const letters = await services.letters.sweep()
    const pictures = await services.pictures.sweep()
    const imports = await services.imports.sweep()
    const logos = await services.logos.sweep()
    const swept = { deletions, documents, photos, letters, pictures, imports, logos }
    if (Object.values(swept).some(count => count > 0)) log.info(swept, 'unclaimed files removed')
  },
}
