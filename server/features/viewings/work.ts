import { trusted } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import { instantFilter, workSource } from '#outside/database/work-query.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { effectiveColleague, type Colleague, type Span, type WorkSource } from '#shared/work.ts'
import { guideRoles, type Deps } from './ports.ts'
import { visibleTo } from './visibility.ts'

const fields = { premises: 1, startsAt: 1, 'booking.name': 1 } as const

/** Builds a work source of booked viewings, which uses the index on states. */
const booked = (step: MessageKey, filter: (colleague: Colleague, span: Span) => object | Promise<object>) =>
  workSource(ViewingModel, {
    filter: async (colleague, span) => ({ state: 'booked', ...(await filter(colleague, span)) }),
    sort: { startsAt: 1 },
    fields: { ...fields },
    hint: 'state_1_startsAt_1',
    item: itemAt(step),
  })

const itemAt =
  (key: MessageKey) =>
  ({ _id, premises, startsAt, booking }: Viewing) => ({
    about: premises,
    more: booking?.name ?? '',
    step: { key },
    dueOn: cityDayOf(startsAt),
    at: startsAt,
    path: `/viewings/${_id.toHexString()}`,
  })

/** Returns a filter. A guide's own viewings are all included. A person covering sees only those within their own reach. */
const openFilter = async (premises: Deps['premises'], colleague: Colleague) =>
  colleague.coveredBy ? visibleTo(await premises.reachOf(effectiveColleague(colleague))) : {}

/** Work of a colleague with viewings: those they show, and those that need a decision. */
export const viewingWork = ({ clock, premises }: Pick<Deps, 'clock' | 'premises'>): readonly WorkSource[] => [
  {
    kind: 'viewings',
    heading: 'work.viewings',
    roles: guideRoles,
    own: guideRoles,
    bands: ['today', 'week', 'later'],
    ...booked('work.viewings.step', async (colleague, span) => ({
      ...(await openFilter(premises, colleague)),
      guide: colleague.id,
      startsAt: instantFilter(span),
      endsAt: trusted({ $gt: clock.now() }),
    })),
  },
  {
    kind: 'viewings-unsettled',
    heading: 'work.flagged',
    roles: guideRoles,
    bands: ['today'],
    undated: 'today',
    ...booked('work.flagged.step', async colleague => ({
      ...visibleTo(await premises.reachOf(colleague)),
      flagged: true,
      startsAt: trusted({ $gt: clock.now() }),
    })),
  },
  {
    kind: 'viewings-held',
    heading: 'work.outcomes',
    roles: guideRoles,
    own: ['listing_manager'],
    bands: ['today'],
    undated: 'today',
    ...booked('work.outcomes.step', async colleague => ({
      ...(await openFilter(premises, colleague)),
      endsAt: trusted({ $lte: clock.now() }),
      ...(colleague.role === 'administrator' ? {} : { guide: colleague.id }),
    })),
  },
]
