import type { Slice, SliceParts } from '#server/slice.ts'
import type { Job } from '#server/jobs/job.ts'
import { premisesRoutes } from './browse/routes.ts'
import { compareRoutes } from './compare/routes.ts'
import { directionsRoutes } from './directions/routes.ts'
import { elevationRoutes } from './elevation/routes.ts'
import { finderRoutes } from './finder/routes.ts'
import { sharingRoutes } from './sharing/routes.ts'

/** Slice with what the public sees of the premises: search, plan, single premises, comparison. */
export const catalogueSlice = ({ services }: SliceParts): Slice => ({
  name: 'catalogue',
  jobs: [renewCatalogueSnapshot],
  doors: () => ({
    pages: [
      premisesRoutes(services),
      elevationRoutes(services),
      sharingRoutes(services),
      compareRoutes(services),
      directionsRoutes(services),
      finderRoutes(services),
    ],
  }),
})

/** Job that stores the catalogue of a large street for the next start. It costs two queries while little has changed. */
export const renewCatalogueSnapshot: Job = {
  name: 'renew-catalogue-snapshot',
  everySeconds: 600,
  async run({ services, log }) {
    if (await services.catalogue.renewSnapshot()) log.info('the catalogue was stored anew')
  },
}
