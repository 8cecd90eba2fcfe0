import { trusted } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import { streamOf } from '#outside/database/stream.ts'
import { instantFilter } from '#outside/database/work-query.ts'
import type { CalendarDate, DateSource } from '#shared/calendar-dates.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { guideRoles, type Deps } from './ports.ts'
import { visibleTo } from './visibility.ts'

const bookedStates = ['booked', 'attended', 'missed'] as const
const fields = { premises: 1, startsAt: 1, endsAt: 1 } as const

type Shown = Pick<Viewing, '_id' | 'premises' | 'startsAt' | 'endsAt'>
const dateOf = ({ _id, premises: about, startsAt, endsAt }: Shown): CalendarDate => ({
  id: `viewing-${_id.toHexString()}`,
  kind: 'viewing',
  day: cityDayOf(startsAt),
  hours: { startsAt, endsAt },
  about,
  what: { key: 'calendar.viewing' },
  path: `/viewings/${_id.toHexString()}`,
})

/** Calendar dates of booked viewings, for premises within a colleague's reach. */
export const viewingDates = ({ premises }: Pick<Deps, 'premises'>): readonly DateSource[] => [
  {
    roles: guideRoles,
    async *list(colleague, period) {
      const visibleFilter = visibleTo(await premises.reachOf(colleague))
      const state = trusted({ $in: [...bookedStates] })
      const found = ViewingModel.find(
        { ...visibleFilter, state, startsAt: instantFilter({ ...period, undated: false }) },
        fields,
      )
        .sort({ startsAt: 1 })
        .lean<Shown[]>()
      for await (const one of streamOf<Shown>(found)) yield dateOf(one)
    },
  },
]
