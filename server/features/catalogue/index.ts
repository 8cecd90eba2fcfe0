import type { Slice, SliceParts } from '#server/slice.ts'
import { premisesRoutes } from './browse/routes.ts'
import { compareRoutes } from './compare/routes.ts'
import { directionsRoutes } from './directions/routes.ts'
import { finderRoutes } from './finder/routes.ts'
import { renewCatalogueSnapshot } from './jobs.ts'
import { sharingRoutes } from './sharing/routes.ts'

/** What the public sees of the premises: search, plan, one premises, comparison. */
export const catalogueSlice = ({ services }: SliceParts): Slice => ({
  name: 'catalogue',
  jobs: [renewCatalogueSnapshot],
  doors: () => ({
    pages: [
      premisesRoutes(services),
      sharingRoutes(services),
      compareRoutes(services),
      directionsRoutes(services),
      finderRoutes(services),
    ],
  }),
})
