import type { Job } from '#server/jobs/job.ts'

/**
 * Job that carries out confirmed bulk changes and continues what a crash interrupted, including the units of a new building.
 */
export const changePremises: Job = {
  name: 'change-premises',
  everySeconds: 60,
  wokenBy: 'bulk',
  async run({ services: { listings }, log }) {
    const made = await listings.buildings.makeUnits({ log })
    if (made > 0) log.info({ made }, 'units of new buildings made')
    await listings.bulk.finish(log)
  },
}

/** Job that moves changes of premises from their documents into their history; see ADR 38. */
export const filePremisesVersions: Job = {
  name: 'file-premises-versions',
  everySeconds: 60,
  async run({ services, log }) {
    const filed = await services.listings.versions.file()
    if (filed > 0) log.info({ filed }, 'changes of premises are in their history')
  },
}

/** Job that makes the list crops of photos stored before lists had them. */
export const makePhotoCards: Job = {
  name: 'make-photo-cards',
  everySeconds: 86_400,
  async run({ services, log, signal }) {
    const outcome = await services.listings.photos.makeMissingCards(signal)
    if (outcome.made + outcome.failed > 0) log.info(outcome, 'cards of photos made')
  },
}

/** Job that marks photo files that no premises refers to and no note lists. The sweep removes them an hour later. */
export const markUnclaimedPhotoFiles: Job = {
  name: 'mark-unclaimed-photo-files',
  everySeconds: 86_400,
  async run({ services, log, signal }) {
    const marked = await services.listings.photos.markUnclaimed(signal)
    if (marked > 0) log.info({ marked }, 'files of photos that no premises names')
  },
}
