import type { Slice, SliceParts } from '#server/slice.ts'
import { storeChecks } from '#outside/files/store-checks.ts'
import { buildingRoutes } from './buildings/routes.ts'
import { premisesCards } from './desk-cards.ts'
import { ownBuildingsOnly } from './form/own-buildings.ts'
import { manageRoutes } from './form/routes.ts'
import { historyRoutes } from './history/routes.ts'
import { changePremises, filePremisesVersions, makePhotoCards } from './jobs.ts'
import { mediaRoutes } from './media/routes.ts'
import { managePhotoRoutes } from './photos/routes.ts'
import { tableRoutes } from './table/routes.ts'

/** What the staff keep: listings, buildings and photos, one by one, in a table, and many at once; their versions. */
export const listingsSlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'listings',
  jobs: [changePremises, filePremisesVersions, makePhotoCards],
  checks: storeChecks({ clock, stores: [{ name: 'photos', ...services.photos }] }),
  work: services.premises.work,
  cards: premisesCards(services),
  doors: () => ({
    open: [mediaRoutes(services)],
    pages: [
      ownBuildingsOnly(services),
      tableRoutes({ ...services, clock }),
      manageRoutes({ ...services, clock }),
      managePhotoRoutes({ ...services, clock }),
      historyRoutes(services),
      buildingRoutes(services),
    ],
  }),
})
