import { type Slice, type SliceParts, totalFigures, type DeskCard, type DeskFigure } from '#server/slice.ts'
import { storeChecks } from '#outside/files/store-checks.ts'
import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import { buildingRoutes } from './buildings/routes.ts'
import { requireOwnBuildings } from './form/own-buildings.ts'
import { manageRoutes } from './form/routes.ts'
import { historyRoutes } from './history/routes.ts'
import { changePremises, filePremisesVersions, makePhotoCards, markUnclaimedPhotoFiles } from './jobs.ts'
import { mediaRoutes } from './media/routes.ts'
import { managePhotoRoutes } from './photos/routes.ts'
import type { ListingsService } from './service.ts'
import { tableRoutes } from './table/routes.ts'

/** Slice with what the staff keep: listings, buildings and photos, singly, in a table and in bulk, and their versions. */
export const listingsSlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'listings',
  jobs: [changePremises, filePremisesVersions, makePhotoCards, markUnclaimedPhotoFiles],
  checks: storeChecks({ clock, stores: [{ name: 'photos', ...services.listings.photos }] }),
  work: services.listings.work,
  cards: premisesCards(services.listings),
  doors: () => ({
    open: [mediaRoutes(services.listings)],
    pages: [
      requireOwnBuildings(services.listings),
      tableRoutes({ ...services.listings, clock, keepingTerms: services.cases.offers.keepingTerms }),
      manageRoutes({ ...services.listings, clock, keepingTerms: services.cases.offers.keepingTerms }),
      managePhotoRoutes({ ...services.listings, clock, keepingTerms: services.cases.offers.keepingTerms }),
      historyRoutes(services.listings),
      buildingRoutes(services.listings),
    ],
  }),
})

const roles = ['listing_manager', 'administrator'] as const

/** Returns the desk cards: premises by status, how many are held or let (with a link to the plan), and the buildings. */
const premisesCards = ({
  records,
  buildings: buildingRecords,
}: Pick<ListingsService, 'records' | 'buildings'>): DeskCard[] => [
  {
    heading: 'desk.premises',
    path: '/premises',
    roles,
    async figures({ buildings }) {
      const counts = await records.counts({ buildings })
      const figures = premisesStatuses.map((status): DeskFigure => ({
        label: `premises.status.${status}`,
        count: counts[status] ?? 0,
        path: `/premises?status=${status}`,
      }))
      return [...figures, { label: 'plan.staff.title', count: (counts.held ?? 0) + (counts.let ?? 0), path: '/plan' }]
    },
  },
  {
    heading: 'desk.buildings',
    path: '/buildings',
    roles,
    figures: async ({ buildings }) => totalFigures('/buildings', await buildingRecords.count({ buildings })),
  },
]
