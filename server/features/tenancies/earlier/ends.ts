import { trusted } from 'mongoose'
import { EarlierTenancyModel, type EarlierTenancy } from '#models/tenancies/earlier-tenancy.ts'
import { occupiedStatuses } from '#models/premises/occupancy.ts'
import { streamOf } from '#outside/database/stream.ts'
import { dayFilter, workSource } from '#outside/database/work-query.ts'
import type { CalendarDate, DateSource } from '#shared/calendar-dates.ts'
import type { WorkSource } from '#shared/work.ts'
import type { Deps } from '../ports.ts'
import { reachFilter } from './reach.ts'

type Ending = Pick<EarlierTenancy, '_id' | 'premises' | 'tenant' | 'state' | 'since' | 'until'>
const fields = { premises: 1, tenant: 1, state: 1, since: 1, until: 1 } as const
const live = trusted({ $in: [...occupiedStatuses] })

const pathOf = ({ _id }: Ending): string => `/tenancies/earlier/${_id.toHexString()}`

/**
 * Tenancies from before the site whose contract ends or whose tenant was to come: work for those who can end them. Nothing
 * ends by itself, because nobody but the office knows whether the tenant has left, or has come.
 */
export const earlierEndsWork = ({ premises }: Pick<Deps, 'premises'>): WorkSource => ({
  kind: 'earlier-ends',
  heading: 'earlier.title',
  roles: ['listing_manager', 'administrator'],
  bands: ['today', 'week'],
  ...workSource<Ending>(EarlierTenancyModel, {
    filter: async (colleague, span) => ({
      $and: [reachFilter(await premises.reachOf(colleague))],
      $or: [
        { state: 'let', until: trusted({ $type: 'string', ...dayFilter(span) }) },
        { state: 'held', since: dayFilter(span) },
      ],
    }),
    order: () => ({ $cond: [{ $eq: ['$state', 'held'] }, '$since', '$until'] }),
    sort: { _id: 1 },
    fields: { ...fields },
    item: ending => ({
      about: ending.premises,
      more: ending.tenant,
      step: { key: ending.state === 'held' ? 'work.earlier-comes.step' : 'work.earlier-ends.step' },
      dueOn: (ending.state === 'held' ? ending.since : ending.until) ?? null,
      path: pathOf(ending),
    }),
  }),
})

/** The same days for the calendar. */
export const earlierEndDates = ({ premises }: Pick<Deps, 'premises'>): DateSource => ({
  roles: ['listing_manager', 'reviewer', 'decider', 'administrator'],
  async *list(colleague, { from, to }) {
    const found = EarlierTenancyModel.find(
      {
        $and: [reachFilter(await premises.reachOf(colleague))],
        state: live,
        until: trusted({ $type: 'string', $gte: from, $lte: to }),
      },
      fields,
    ).lean<Ending[]>()
    for await (const ending of streamOf<Ending>(found))
      yield {
        id: `earlier-end-${ending._id.toHexString()}`,
        kind: 'deadline',
        day: ending.until ?? to,
        hours: null,
        about: ending.premises,
        what: { key: 'calendar.earlier-end' },
        path: pathOf(ending),
      } satisfies CalendarDate
  },
})
