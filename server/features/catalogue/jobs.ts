import type { Job } from '#server/jobs/job.ts'

/** Stores the catalogue of a large street for the next start; costs two looks while little has changed. */
export const renewCatalogueSnapshot: Job = {
  name: 'renew-catalogue-snapshot',
  everySeconds: 600,
  async run({ services, log }) {
    if (await services.catalogue.renewSnapshot()) log.info('the catalogue was stored anew')
  },
}
