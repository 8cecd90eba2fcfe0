import { viewingBookings } from './bookings/bookings-service.ts'
import { guideOf } from './bookings/guide.ts'
import { detailsOf } from './timetable/details.ts'
import { viewingDemonstration } from './timetable/demonstration-service.ts'
import { viewingEffects } from './effects.ts'
import { viewingFeed } from './timetable/feed-service.ts'
import { findViewings } from './staff-search.ts'
import { forgettingVisitors } from './bookings/forgetting.ts'
import { viewingsPersonalData } from './personal-data.ts'
import type { Deps } from './ports.ts'
import { viewingHands } from './timetable/hands.ts'
import { viewingSweeps } from './timetable/sweeps-service.ts'
import { viewingCalendar } from './timetable/timetable-service.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { visitorQueries } from './bookings/visitor-queries.ts'
import { viewingDates } from './dates.ts'
import { viewingWork } from './work.ts'

/** Builds the service for viewings: times and bookings. */
export function viewingsService(deps: Deps) {
  const { settle, ...bookings } = viewingBookings(deps)
  const calendar = viewingCalendar(deps, { settle })
  const sweep = viewingSweeps(deps, { settle })

  /** Has the public pages rendered again after a change, because they show free times. */
  const announced =
    <Asked extends unknown[], Done>(change: (...asked: Asked) => Promise<Done>) =>
    async (...asked: Asked): Promise<Done> => {
      try {
        return await change(...asked)
      } finally {
        await deps.content.changed()
      }
    }

  const visits = visitorQueries(deps)
  const hands = viewingHands(deps)
  const cancel = announced(bookings.cancel)
  return {
    visits,
    bookings: { book: announced(bookings.book), move: announced(bookings.move), cancel },
    calendar: { ...calendar, publish: announced(calendar.publish), withdraw: announced(calendar.withdraw) },
    feed: viewingFeed(deps),
    demonstration: viewingDemonstration(deps, bookings),
    find: findViewings,
    outbox: viewingEffects(deps, { settle }),
    sweep,
    work: viewingWork(deps),
    dates: viewingDates(deps),
    hands: [{ ...hands, give: announced((...asked: Parameters<typeof hands.give>) => hands.give(...asked)) }],
    personalData: viewingsPersonalData({ visits, forgetVisitor: forgettingVisitors(deps, cancel) }),
    /** Returns the details of a premises that viewings show. */
    premisesOf: (code: string) => detailsOf(deps, code),
    /** Returns the guide for a reader. Show the number only to visitors who have booked. */
    guideOf: (words: Reader, slot: Parameters<typeof guideOf>[2]) => guideOf(deps, words, slot),
    now: () => deps.clock.now(),
  }
}
