import type { NamedIntakes } from '../features/documents/taking-in.ts'
import type { Job } from './job.ts'

/** Files that an aborted upload or a killed process left in the stores, and documents that no case took in: each is given an hour. */
export const sweepFiles: Job = {
  name: 'sweep-files',
  everySeconds: 600,
  async run({ services, log }) {
    const { applications, tenancies } = services
    const named: NamedIntakes = async pending =>
      new Set([...(await applications.intakesNamed(pending)), ...(await tenancies.intakesNamed(pending))])
    const documents = await services.documents.sweep(named)
    const photos = await services.photos.sweep()
    const letters = await services.letters.sweep()
    const pictures = await services.pictures.sweep()
    const imports = await services.imports.sweep()
    const logos = await services.logos.sweep()
    const swept = { documents, photos, letters, pictures, imports, logos }
    if (Object.values(swept).some(count => count > 0)) log.info(swept, 'unclaimed files removed')
  },
}
