import { trusted } from 'mongoose'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { streamOf } from '#outside/database/stream.ts'
import type { CalendarDate, DateSource, DayRange } from '#shared/calendar-dates.ts'
import { earlierEndDates } from './earlier/ends.ts'
import { dutiesOf } from './duties/duties.ts'
import type { Deps } from './ports.ts'
import { visibleTo } from './records.ts'

/**
 * Returns the dates of tenancies within a colleague's reach: handovers, inspections and due days, and the ends of contracts
 * from before the site.
 */
export const tenancyDates = ({ premises }: Pick<Deps, 'premises'>): readonly DateSource[] => [
  {
    roles: ['listing_manager', 'reviewer', 'decider', 'administrator'],
    async *list(colleague, period) {
      const { from, to } = period
      const found = TenancyModel.find({
        ...visibleTo(await premises.reachOf(colleague)),
        // Either the first duty is due by the end of the span, or the handover lies within it.
        $or: [{ nextDueOn: trusted({ $type: 'string', $lte: to }) }, { handoverOn: trusted({ $gte: from, $lte: to }) }],
      }).lean<Tenancy[]>()
      for await (const tenancy of streamOf<Tenancy>(found)) yield* datesOf(tenancy, period)
    },
  },
  earlierEndDates({ premises }),
]

function datesOf(tenancy: Tenancy, { from, to }: DayRange): CalendarDate[] {
  const id = tenancy._id.toHexString()
  const path = `/tenancies/${id}`
  const whole = { hours: null, about: tenancy.premises, path }
  const duties = dutiesOf(tenancy).map(({ what, dueOn, id: part = '', number = 0 }): CalendarDate => ({
    ...whole,
    id: `${what}-${id}-${part || dueOn}`,
    kind: what === 'inspection' ? 'inspection' : 'deadline',
    day: dueOn,
    what: { key: `tenancy.duty.${what}`, gaps: { number } },
    path: what === 'inspection' && part ? `${path}/inspections/${part}` : path,
  }))
  const handover: CalendarDate = {
    ...whole,
    id: `handover-${id}`,
    kind: 'handover',
    day: tenancy.handoverOn,
    what: { key: 'calendar.handover' },
  }
  return [handover, ...duties].filter(({ day }) => from <= day && day <= to)
}
