import type { Slice, SliceParts } from '#server/slice.ts'
import { sweepViewings, topUpViewings } from './jobs.ts'
import { bookingRoutes } from './book/routes.ts'
import { viewingCalendarRoutes } from './calendar/routes.ts'

/** Visits to premises: the office opens hours, visitors book them. */
export const viewingsSlice = ({ services }: SliceParts): Slice => ({
  name: 'viewings',
  jobs: [sweepViewings, topUpViewings],
  doors: () => ({
    pages: [bookingRoutes(services), viewingCalendarRoutes(services)],
  }),
})
