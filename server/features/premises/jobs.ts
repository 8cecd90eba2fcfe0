import type { Job } from '#server/jobs/job.ts'

/** Carries out changes of many premises that were confirmed, and goes on with what a crash left in the middle. */
export const changePremises: Job = {
  name: 'change-premises',
  everySeconds: 60,
  wokenBy: 'bulk',
  async run({ services: { premisesBulk }, log }) {
    const finished = await premisesBulk.finish()
    if (finished > 0) log.info({ finished }, 'bulk changes of premises finished')
  },
}

/** Checks, writes and takes back files of premises; goes on where a killed process has stopped. */
export const importPremises: Job = {
  name: 'import-premises',
  everySeconds: 30,
  wokenBy: 'imports',
  async run({ services: { imports }, log, signal }) {
    const worked = await imports.work(() => signal?.aborted ?? false)
    if (worked > 0) log.info({ worked }, 'imports carried on')
  },
}

/** Moves what changed of premises from their documents into their history; see docs/adr/0038. */
export const filePremisesVersions: Job = {
  name: 'file-premises-versions',
  everySeconds: 60,
  async run({ services, log }) {
    const filed = await services.versions.file()
    if (filed > 0) log.info({ filed }, 'changes of premises are in their history')
  },
}

/** Crops of photos for lists, for what was taken in before lists had them. */
export const makePhotoCards: Job = {
  name: 'make-photo-cards',
  everySeconds: 86_400,
  async run({ services, log, signal }) {
    const outcome = await services.photos.makeMissingCards(signal)
    if (outcome.made + outcome.failed > 0) log.info(outcome, 'cards of photos made')
  },
}

/** Notes how the street stands, once a day; costs one look while the day is there. */
export const noteOccupancy: Job = {
  name: 'note-occupancy',
  everySeconds: 1_800,
  async run({ services, log }) {
    const days = await services.premises.noteOccupancy()
    if (days > 0) log.info({ days }, 'the occupancy of the street was noted')
  },
}
