import { storeChecks } from '#outside/files/store-checks.ts'
import type { Slice, SliceParts } from '#server/slice.ts'
import { changePremises, importPremises, filePremisesVersions, makePhotoCards, noteOccupancy } from './jobs.ts'
import { premisesCards } from '../listings/desk-cards.ts'
import { premisesRoutes } from '../catalogue/browse/routes.ts'
import { compareRoutes } from '../catalogue/compare/routes.ts'
import { buildingRoutes } from '../listings/buildings/routes.ts'
import { historyRoutes } from '../listings/history/routes.ts'
import { ownBuildingsOnly } from '../listings/form/own-buildings.ts'
import { managePhotoRoutes } from '../listings/photos/routes.ts'
import { manageRoutes } from '../listings/form/routes.ts'
import { tableRoutes } from '../listings/table/routes.ts'
import { mediaRoutes } from '../listings/media/routes.ts'
import { staffApiRoutes } from '../transfer/api/routes.ts'
import { exportRoutes } from '../transfer/export/routes.ts'
import { importRoutes } from '../transfer/import/routes.ts'

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
