import type { Slice, SliceParts } from '#server/slice.ts'
import { sweepViewings, topUpViewings } from './jobs.ts'
import { bookingRoutes } from './book/routes.ts'
import { viewingCalendarRoutes } from './calendar/routes.ts'

/** Slice for viewings: the office publishes times, visitors book them. */
export const viewingsSlice = ({ services }: SliceParts): Slice => ({
  name: 'viewings',
  personalData: services.personalData.viewings,
  jobs: [sweepViewings, topUpViewings],
  work: services.viewings.work,
  dates: services.viewings.dates,
  cards: [
    {
      heading: 'desk.viewings',
      path: '/viewings',
      roles: ['listing_manager', 'administrator'],
      async figures({ reach }) {
        const counts = await services.viewings.calendar.figures(reach)
        return (['coming', 'flagged', 'open'] as const).map(name => ({
          label: `desk.viewings.${name}`,
          count: counts[name],
          path: '/viewings',
        }))
      },
    },
  ],
  doors: () => ({
    pages: [bookingRoutes(services), viewingCalendarRoutes(services)],
  }),
})
