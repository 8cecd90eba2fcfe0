import { totalFigures, type Slice, type SliceParts } from '#server/slice.ts'
import { incentiveRoutes } from './browse/routes.ts'
import { zoneDeskRoutes } from './manage-zones/routes.ts'
import { incentiveDeskRoutes } from './manage/routes.ts'
import { zoneRoutes } from './zones/routes.ts'

/** Slice for the incentives and the pages of the zones. */
export const incentivesSlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'incentives',
  work: services.incentives.work,
  cards: [
    {
      heading: 'desk.incentives',
      path: '/incentives',
      roles: ['listing_manager', 'administrator'],
      figures: async () => totalFigures('/incentives', (await services.incentives.list()).length),
    },
  ],
  doors: () => ({
    pages: [
      incentiveRoutes(services),
      zoneRoutes(services),
      incentiveDeskRoutes(services, clock),
      zoneDeskRoutes(services, clock),
    ],
  }),
})
