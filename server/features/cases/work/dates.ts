import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { streamOf } from '#outside/database/stream.ts'
import { dayFilter, instantFilter } from '#outside/database/work-query.ts'
import type { CalendarDate, DateSource, DayRange } from '#shared/calendar-dates.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { acceptanceOf, conditionsOf } from '../acceptance/offer-acceptance.ts'
import { inStates, officers, type CaseFilter } from './case-work.ts'

const fields = {
  reference: 1,
  state: 1,
  dueOn: 1,
  answerBy: 1,
  handedOverOn: 1,
  'waiting.until': 1,
  'offer.deadline': 1,
  'offer.acceptance.conditions': 1,
  'offer.acceptance.signBy': 1,
  'notice.until': 1,
  'interview._id': 1,
  'interview.state': 1,
  'interview.startsAt': 1,
  'interview.endsAt': 1,
} as const
type Dated = Pick<
  Application,
  '_id' | 'reference' | 'state' | 'dueOn' | 'answerBy' | 'offer' | 'notice' | 'interview'
> &
  Pick<Application, 'waiting' | 'handedOverOn'>

/** States with a due day that the office set itself. */
const withTheOffice = ['submitted', 'screening', 'review', 'interview', 'decision', 'public_notice'] as const
const talks = ['open', 'held', 'not_held'] as const

/** Interviews and due days of all cases. Every officer sees all of them, as in the queue. */
export const caseDates: readonly DateSource[] = [
  {
    roles: [...officers, 'administrator'],
    async *list(_colleague, range) {
      for await (const found of streamOf<Dated>(ApplicationModel.find(datesFilter(range), fields).lean<Dated[]>()))
        yield* datesOf(found).filter(({ day }) => range.from <= day && day <= range.to)
    },
  },
]

function datesFilter(range: DayRange): CaseFilter {
  const span = { ...range, undated: false }
  const days = dayFilter(span)
  const instants = instantFilter(span)
  return {
    $or: [
      { state: inStates(withTheOffice), dueOn: days },
      { state: 'information_requested', answerBy: instants },
      { state: 'offered', 'offer.deadline': instants },
      { state: 'public_notice', 'notice.until': instants },
      { state: 'waitlisted', 'waiting.until': instants },
      {
        state: inStates(['accepted', 'contracted']),
        handedOverOn: null,
        'offer.acceptance.conditions': trusted({
          $elemMatch: { state: 'open', dueOn: trusted({ $gte: range.from, $lte: range.to }) },
        }),
      },
      {
        state: 'accepted',
        'offer.acceptance.signBy': trusted({ $gte: range.from, $lte: range.to }),
      },
      { 'interview.state': trusted({ $in: [...talks] }), 'interview.startsAt': instants },
    ],
  }
}

/** Returns the days of a case. Among them is always the one by which the next act is due (`nextActOf`). */
export function datesOf(found: Dated): CalendarDate[] {
  const { _id, reference, state, dueOn, interview } = found
  const id = _id.toHexString()
  const dated = (what: string, day: CityDay, key: MessageKey, part = '#now'): CalendarDate => ({
    id: `${what}-${id}`,
    kind: 'deadline',
    day,
    hours: null,
    about: reference ?? '',
    what: { key },
    path: `/applications/${id}${part}`,
  })
  const end = endOf(found)
  const step = withTheOffice.find(one => one === state)
  return [
    ...(step && dueOn ? [dated('due', dueOn, `calendar.due.${step}`)] : []),
    ...(end ? [dated(end.what, cityDayOf(end.at), end.key)] : []),
    ...acceptedDays(found).map(({ what, day, key }) => dated(what, day, key, '/acceptance')),
    ...(interview && interview.state !== 'cancelled' ? [talkOf(found, interview)] : []),
  ]
}

/** Returns the instant at which the present state ends by itself; null where none is set. */
function endOf({ state, answerBy, offer, notice, waiting }: Dated): { what: string; at: Date; key: MessageKey } | null {
  if (state === 'information_requested' && answerBy) return { what: 'answer', at: answerBy, key: 'calendar.answer' }
  if (state === 'offered' && offer) return { what: 'offer', at: offer.deadline, key: 'calendar.offer' }
  if (state === 'public_notice' && notice) return { what: 'notice', at: notice.until, key: 'calendar.notice' }
  return state === 'waitlisted' && waiting ? { what: 'wait', at: waiting.until, key: 'calendar.wait' } : null
}

/** Returns the days of an accepted offer until the handover: those of its open conditions, and the one by which to sign. */
function acceptedDays(found: Dated): { what: string; day: CityDay; key: MessageKey }[] {
  if ((found.state !== 'accepted' && found.state !== 'contracted') || found.handedOverOn) return []
  const open = conditionsOf(found).filter(({ state }) => state === 'open')
  const signBy = found.state === 'accepted' ? acceptanceOf(found)?.signBy : null
  return [
    ...[...new Set(open.map(({ dueOn }) => dueOn))].map(day => ({
      what: `condition-${day}`,
      day,
      key: 'calendar.condition' as const,
    })),
    ...(signBy ? [{ what: 'sign', day: signBy, key: 'calendar.sign' as const }] : []),
  ]
}

const talkOf = ({ _id, reference }: Dated, { startsAt, endsAt }: NonNullable<Dated['interview']>): CalendarDate => ({
  id: `interview-${_id.toHexString()}`,
  kind: 'interview',
  day: cityDayOf(startsAt),
  hours: { startsAt, endsAt },
  about: reference ?? '',
  what: { key: 'calendar.interview' },
  path: `/applications/${_id.toHexString()}#talk`,
})
