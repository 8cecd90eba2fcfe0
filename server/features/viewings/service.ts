import { createBookingService } from './bookings/bookings-service.ts'
import { guideOf } from './bookings/guide.ts'
import { readDetails } from './timetable/details.ts'
import { createDemonstrationService } from './timetable/demonstration-service.ts'
import { createViewingOutbox } from './effects.ts'
import { createViewingFeedService } from './timetable/feed-service.ts'
import { findViewings } from './staff-search.ts'
import { forgetVisitor } from './bookings/visitor-erasure.ts'
import { viewingsPersonalData } from './personal-data.ts'
import type { Deps } from './ports.ts'
import { createReassignmentSource } from './timetable/hands.ts'
import { sweepViewings } from './timetable/sweeps-service.ts'
import { createViewingCalendarService } from './timetable/timetable-service.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { withDeps } from '#shared/with-deps.ts'
import { createVisitorQueries } from './bookings/visitor-queries.ts'
import { viewingDates } from './dates.ts'
import { viewingWork } from './work.ts'

/** Builds the service for viewings: times and bookings. */
export function viewingsService(deps: Deps) {
  const { settle, ...bookings } = createBookingService(deps)
  const calendar = createViewingCalendarService(deps, { settle })
  const sweep = withDeps({ ...deps, settle }, sweepViewings)

  /** Has the public pages rendered again after a change, because they show free times. */
  const withContentRefresh =
    <Asked extends unknown[], Done>(change: (...changeArguments: Asked) => Promise<Done>) =>
    async (...changeArguments: Asked): Promise<Done> => {
      try {
        return await change(...changeArguments)
      } finally {
        await deps.content.changed()
      }
    }

  const visits = createVisitorQueries(deps)
  const reassignment = createReassignmentSource(deps)
  const cancel = withContentRefresh(bookings.cancel)
  return {
    visits,
    bookings: { book: withContentRefresh(bookings.book), move: withContentRefresh(bookings.move), cancel },
    calendar: {
      ...calendar,
      publish: withContentRefresh(calendar.publish),
      withdraw: withContentRefresh(calendar.withdraw),
    },
    feed: createViewingFeedService(deps),
    demonstration: createDemonstrationService(deps, bookings),
    find: findViewings,
    outbox: createViewingOutbox(deps, { settle }),
    sweep,
    work: viewingWork(deps),
    dates: viewingDates(deps),
    hands: [
      {
        ...reassignment,
        give: withContentRefresh((...changeArguments: Parameters<typeof reassignment.give>) =>
          reassignment.give(...changeArguments),
        ),
      },
    ],
    personalData: viewingsPersonalData({ visits, forgetVisitor: withDeps({ ...deps, cancel }, forgetVisitor) }),
    /** Returns the details of a premises that viewings show. */
    premisesOf: (code: string) => readDetails(deps, code),
    /** Returns the guide for a reader. Show the number only to visitors who have booked. */
    guideOf: (reader: Reader, slot: Parameters<typeof guideOf>[2]) => guideOf(deps, reader, slot),
    now: () => deps.clock.now(),
  }
}
