import { Router } from 'express'
import type { Clock } from '#outside/clock.ts'
import type { DateSource } from '#shared/calendar-dates.ts'
import { addDays, cityDayOf, mondayOf, type CityDay } from '#shared/days/city-day.ts'
import type { WorkingCalendar } from '#shared/days/working-days.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { calendarPage, renderCalendar } from './page.ts'
import { listDates, maxOnPage } from './dates.ts'
import { calendarQuery, type CalendarQuery } from './input.ts'

type Parts = {
  dates: readonly DateSource[]
  programme: { settings(): Promise<WorkingCalendar> }
  clock: Clock
}

/** The office's calendar, day by day. */
export function calendarRoutes({ dates, programme, clock }: Parts): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/calendar', staff(), async (req, res) => {
    const today = cityDayOf(clock.now())
    const query = calendarQuery(today).parse(req.query)
    const days = daysOf(query)
    const period = { from: days[0] ?? query.day, to: days.at(-1) ?? query.day, most: maxOnPage }
    const [{ dates: found, cut }, calendar] = await Promise.all([
      listDates(dates, accountOf(res), period),
      programme.settings(),
    ])
    const { t, locale } = res.locals
    renderCalendar(res, calendarPage({ t, locale }, { query, days, found, cut, calendar, today }))
  })

  return router
}

/** Returns the day, or its week from Monday. */
function daysOf({ day, view }: CalendarQuery): CityDay[] {
  if (view === 'day') return [day]
  return Array.from({ length: 7 }, (_, index) => addDays(mondayOf(day), index))
}
