import { trusted } from 'mongoose'
import { EarlierTenancyModel, type EarlierTenancy } from '#models/tenancies/earlier-tenancy.ts'
import { occupiedStatuses } from '#models/premises/occupancy.ts'
import { streamOf } from '#outside/database/stream.ts'
import { dayFilter, workSource } from '#outside/database/work-query.ts'
import type { CalendarDate, DateSource } from '#shared/calendar-dates.ts'
import type { WorkSource } from '#shared/work.ts'
import type { Deps } from '../ports.ts'
import { reachFilter } from './reach.ts'

type Ending = Pick<EarlierTenancy, '_id' | 'premises' | 'tenant' | 'until'>
const fields = { premises: 1, tenant: 1, until: 1 } as const
const live = trusted({ $in: [...occupiedStatuses] })

const pathOf = ({ _id }: Ending): string => `/tenancies/earlier/${_id.toHexString()}`

/**
 * Contracts from before the site that end or have run out: work for those who can end the tenancy. Nothing ends by itself,
 * because nobody but the office knows whether the tenant has left.
 */
export const earlierEndsWork = ({ premises }: Pick<Deps, 'premises'>): WorkSource => ({
  ...{ kind: 'earlier-ends', heading: 'earlier.board', roles: ['listing_manager', 'administrator'] },
  bands: ['today', 'week'],
  ...workSource<Ending>(EarlierTenancyModel, {
    filter: async (colleague, span) => ({
      $and: [reachFilter(await premises.reachOf(colleague))],
      state: live,
      until: trusted({ $type: 'string', ...dayFilter(span) }),
    }),
    sort: { until: 1, _id: 1 },
    hint: 'state_1_until_1',
    fields: { ...fields },
    item: ending => ({
      about: ending.premises,
      more: ending.tenant,
      step: { key: 'work.earlier-ends.step' },
      dueOn: ending.until ?? null,
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
