import type { Slice, SliceParts } from '#server/slice.ts'
import { incentiveRoutes } from './browse/routes.ts'
import { zoneDeskRoutes } from './manage-zones/routes.ts'
import { incentiveDeskRoutes } from './manage/routes.ts'
import { zoneRoutes } from './zones/routes.ts'

/** The incentives of the free-trade zone, and the zones. */
export const incentivesSlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'incentives',
  doors: () => ({
    pages: [
      incentiveRoutes(services),
      zoneRoutes(services),
      incentiveDeskRoutes(services, clock),
      zoneDeskRoutes(services, clock),
    ],
  }),
})
