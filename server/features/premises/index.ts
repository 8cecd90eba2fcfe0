import { storeChecks } from '#outside/files/store-checks.ts'
import type { Slice, SliceParts } from '#server/slice.ts'
import { changePremises, importPremises, filePremisesVersions, makePhotoCards, noteOccupancy } from './jobs.ts'
import { premisesCards } from './desk-cards.ts'
import { premisesRoutes } from './browse/routes.ts'
import { compareRoutes } from './compare/routes.ts'
import { buildingRoutes } from './manage/buildings/routes.ts'
import { historyRoutes } from './manage/history/routes.ts'
import { ownBuildingsOnly } from './manage/own-buildings.ts'
import { managePhotoRoutes } from './manage/photos/routes.ts'
import { manageRoutes } from './manage/routes.ts'
import { tableRoutes } from './manage/table/routes.ts'
import { mediaRoutes } from './media/routes.ts'
import { staffApiRoutes } from './transfer/api/routes.ts'
import { exportRoutes } from './transfer/export/routes.ts'
import { importRoutes } from './transfer/import/routes.ts'

/** Premises and buildings: what the public sees, what the staff keep, the street, and files in and out. */
export const premisesSlice = ({ services, config, clock }: SliceParts): Slice => ({
  name: 'premises',
  jobs: [changePremises, importPremises, filePremisesVersions, makePhotoCards, noteOccupancy],
  checks: storeChecks({
    clock,
    stores: [
      { name: 'photos', ...services.photos },
      { name: 'imports', ...services.imports },
    ],
  }),
  work: services.premises.work,
  cards: premisesCards(services),
  doors: () => ({
    open: [mediaRoutes(services), staffApiRoutes(services, config)],
    pages: [
      importRoutes(services),
      exportRoutes(services),
      ownBuildingsOnly(services),
      tableRoutes({ ...services, clock }),
      manageRoutes({ ...services, clock }),
      managePhotoRoutes({ ...services, clock }),
      historyRoutes(services),
      buildingRoutes(services),
      premisesRoutes(services),
      compareRoutes(services),
    ],
  }),
})
