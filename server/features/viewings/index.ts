import type { Slice, SliceParts } from '#server/slice.ts'
import { bookingRoutes } from './book/routes.ts'
import { viewingCalendarRoutes } from './calendar/routes.ts'

/** Visits to premises: the office opens hours, visitors book them. */
export const viewingsSlice = ({ services }: SliceParts): Slice => ({
  name: 'viewings',
  doors: () => ({
    pages: [bookingRoutes(services), viewingCalendarRoutes(services)],
  }),
})
