import type { Slice, SliceParts } from '#server/slice.ts'
import { calendarFeedRoutes } from './calendar/feed-routes.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { deskRoutes } from './routes.ts'

/** The staff's start page: the work that waits for a colleague and an overview, collected from the other slices. */
export const deskSlice = ({ services, config, clock }: SliceParts, others: readonly Slice[]): Slice => {
  const work = others.flatMap(slice => slice.work ?? [])
  const dates = others.flatMap(slice => slice.dates ?? [])
  const cards = others.flatMap(slice => slice.cards ?? [])
  const { programme } = services
  const office = async () => (await programme.officeAddress()) || config.mail.office
  return {
    name: 'desk',
    doors: () => ({
      pages: [
        deskRoutes({ work, cards, reachOf: services.premises.reachOf, absences: services.accounts.absences, clock }),
        calendarRoutes({ dates, programme, clock }),
        calendarFeedRoutes({ dates, feeds: services.accounts.calendarFeeds, programme, office, clock }),
      ],
    }),
  }
}
