import type { Job } from '#server/jobs/job.ts'
import { sealing } from '#outside/sealing/sealing.ts'

/** Scans waiting documents for malware; a scanner that is away is asked again at growing intervals. */
export const scanDocuments: Job = {
  name: 'scan-documents',
  everySeconds: 60,
  wokenBy: 'scans',
  async run({ services: { scans }, log }) {
    const { clean, infected, waiting } = await scans.scanDue()
    if (clean + infected + waiting > 0) log.info({ clean, infected, waiting }, 'documents scanned')
  },
}

/**
 * Removes files left by aborted uploads or killed processes and documents that no case took in, each after an hour.
 * Completes deletions that were begun.
 */
export const sweepFiles: Job = {
  name: 'sweep-files',
  everySeconds: 600,
  async run({ services, log }) {
    const deletions = await services.applying.deletions.finish()
    const documents = await services.documents.sweep(services.intakesNamed)
    const photos = await services.listings.photos.sweep()
    const letters = await services.letters.sweep()
    const pictures = await services.pictures.sweep(services.acceptance.handover.photosOutsideRecords)
    const imports = await services.transfer.imports.sweep()
    const logos = await services.logos.sweep()
    const seals = await services.letterhead.seals.sweep()
    const swept = { deletions, documents, photos, letters, pictures, imports, logos, seals }
    if (Object.values(swept).some(count => count > 0)) log.info(swept, 'unclaimed files removed')
  },
}

/**
 * Seals what was stored before there was a key or under an older one, a batch at a time; if the process ends, the next one
 * continues.
 */
export const sealStored: Job = {
  name: 'seal-stored',
  everySeconds: 600,
  atStart: true,
  async run({ services: { sealed }, log, signal }) {
    if (!sealing().on) return
    const brought = (await sealed.bring('sealed', signal)).filter(({ changed, skipped }) => changed + skipped > 0)
    for (const one of brought) log.info(one, 'sealed what was stored before')
  },
}
