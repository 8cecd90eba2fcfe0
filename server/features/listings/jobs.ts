import type { Job } from '#server/jobs/job.ts'

/** Carries out changes of many premises that were confirmed, and goes on with what a crash left in the middle, also of a new building. */
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

/** Moves what changed of premises from their documents into their history; see docs/adr/0038. */
export const filePremisesVersions: Job = {
  name: 'file-premises-versions',
  everySeconds: 60,
  async run({ services, log }) {
    const filed = await services.listings.versions.file()
    if (filed > 0) log.info({ filed }, 'changes of premises are in their history')
  },
}

/** Crops of photos for lists, for what was taken in before lists had them. */
export const makePhotoCards: Job = {
  name: 'make-photo-cards',
  everySeconds: 86_400,
  async run({ services, log, signal }) {
    const outcome = await services.listings.photos.makeMissingCards(signal)
    if (outcome.made + outcome.failed > 0) log.info(outcome, 'cards of photos made')
  },
}

/** Files of photos that no premises names any more and nobody has noted: the sweep removes them an hour later. */
export const markUnclaimedPhotoFiles: Job = {
  name: 'mark-unclaimed-photo-files',
  everySeconds: 86_400,
  async run({ services, log, signal }) {
    const marked = await services.listings.photos.markUnclaimed(signal)
    if (marked > 0) log.info({ marked }, 'files of photos that no premises names')
  },
}
