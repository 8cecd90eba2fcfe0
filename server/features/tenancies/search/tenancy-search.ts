import { trusted, type QueryFilter } from 'mongoose'
import { endedTenancyStates, liveTenancyStates, type Tenancy, type TenancyState } from '#models/tenancies/tenancy.ts'
import { beginningWith } from '#outside/database/beginning-with.ts'
import { addMonths, type CityDay } from '#shared/days/city-day.ts'
import { boardHorizon } from '../duties/duties.ts'
import { expiringMonths } from '../rules.ts'
import * as waiting from '../work/waiting.ts'
import { unitsLike } from './units-like.ts'

/** `current` lasts, or has ended and left somebody something to do. */
export const tenancyScopes = ['current', 'ended', 'all'] as const

/**
 * What is due: something before today; something by the end of the week or before; a report; an answer of the office; what an
 * inspection or a notice of breach told the tenant to put right; the end of the rent-free time.
 */
export const tenancyDues = ['late', 'week', 'reports', 'office', 'tenant', 'ending'] as const
export type TenancyDue = (typeof tenancyDues)[number]

/** What was typed, with what other slices know by it. */
export type TenancyWords = {
  typed: string
  /** Beginnings of the numbers of cases that it may stand for. */
  references: readonly string[]
  /** Tenants of that name. */
  tenants: readonly string[]
  /** Cases of such an applicant or company, as far as they are open to whoever asks. */
  applications: readonly string[]
}

export type TenancySearch = {
  words?: TenancyWords | undefined
  state?: TenancyState | (typeof tenancyScopes)[number] | undefined
  /** The codes of the units in a building. */
  units?: readonly string[] | undefined
  due?: TenancyDue | undefined
  page?: number | undefined
}

type Filter = QueryFilter<Tenancy>

/** Each condition by itself, so that none takes the place of another. */
export const conditionsOf = ({ words, state, units, due }: TenancySearch, today: CityDay): Filter[] => [
  ...(words ? [aboutWords(words)] : []),
  ...(state ? inState(state) : []),
  ...(units ? [{ premises: trusted({ $in: [...units] }) }] : []),
  ...(due ? [dueFilters[due](today)] : []),
]

/** What is due is looked through by its day, everything else by the end of the rent-free time. */
export const orderOf = ({ due }: TenancySearch): Record<string, 1> =>
  due === 'late' || due === 'week' ? { nextDueOn: 1, _id: 1 } : { rentFreeUntil: 1, _id: 1 }

function aboutWords({ typed, references, tenants, applications }: TenancyWords): Filter {
  const units = unitsLike(typed)
  const ways: Filter[] = [
    ...(units ? [{ premises: units }] : []),
    ...(references.length > 0 ? [{ reference: beginningWith(references) }] : []),
    ...(tenants.length > 0 ? [{ tenant: trusted({ $in: [...tenants] }) }] : []),
    ...(applications.length > 0 ? [{ application: trusted({ $in: [...applications] }) }] : []),
  ]
  return ways.length > 0 ? { $or: ways } : nothing
}

const nothing: Filter = { _id: trusted({ $in: [] }) }
const live = trusted({ $in: [...liveTenancyStates] })
const withDuties = { nextDueOn: trusted({ $type: 'string' as const }) }

function inState(state: NonNullable<TenancySearch['state']>): Filter[] {
  if (state === 'all') return []
  if (state === 'ended') return [{ state: trusted({ $in: [...endedTenancyStates] }) }]
  if (state === 'current') return [{ $or: [{ state: live }, withDuties] }]
  return [{ state }]
}

const dueBefore = (condition: { $lt: CityDay } | { $lte: CityDay }): Filter => ({
  nextDueOn: trusted({ $type: 'string' as const, ...condition }),
})

/** In these there is time without rent that may end. */
const rentFreeStates = liveTenancyStates.filter(state => state !== 'converted_to_paid')

const dueFilters: Record<TenancyDue, (today: CityDay) => Filter> = {
  late: today => dueBefore({ $lt: today }),
  week: today => dueBefore({ $lte: boardHorizon(today) }),
  reports: today => ({ state: live, ...waiting.owingReports(today) }),
  office: () => ({
    state: live,
    $or: [
      waiting.withSentReports,
      waiting.withUnreadAnswers,
      waiting.askingForRenewal,
      waiting.withProposal,
      waiting.withAppeal,
    ],
  }),
  tenant: () => ({
    state: live,
    $or: [{ 'breach.cureBy': trusted({ $type: 'string' as const }) }, waiting.withOpenFindings],
  }),
  ending: today => ({
    state: trusted({ $in: rentFreeStates }),
    rentFreeUntil: trusted({ $lte: addMonths(today, expiringMonths) }),
  }),
}
