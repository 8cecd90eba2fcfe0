import { trusted, type QueryFilter } from 'mongoose'
import { endedTenancyStates, liveTenancyStates, type Tenancy, type TenancyState } from '#models/tenancies/tenancy.ts'
import { beginningWith } from '#outside/database/prefix-filter.ts'
import { addMonths, type CityDay } from '#shared/days/city-day.ts'
import { canonicalCode, toLatinCode } from '#shared/texts/codes.ts'
import { beginningsOf } from '#shared/texts/normal-words.ts'
import { boardHorizon } from '../duties/duties.ts'
import { expiringMonths } from '../rules.ts'
import * as waiting from '../work/waiting.ts'

/** `current`: live, or ended with work left to do. */
export const tenancyScopes = ['current', 'ended', 'all'] as const

/**
 * What is due: anything overdue; anything by the end of the week; a report; an answer of the office; repairs or a breach that
 * the tenant must put right; the end of the rent-free time.
 */
export const tenancyDues = ['late', 'week', 'reports', 'office', 'tenant', 'ending'] as const
export type TenancyDue = (typeof tenancyDues)[number]

/** The typed words, which may name the party, and what other slices find for them. */
export type TenancyQuery = {
  typed: string
  /** Beginnings of case references that the words may stand for. */
  references: readonly string[]
  /** Ids of cases of such an applicant or company that the reader may open. */
  applications: readonly string[]
}

export type TenancySearch = {
  words?: TenancyQuery | undefined
  state?: TenancyState | (typeof tenancyScopes)[number] | undefined
  /** Codes of the units in the chosen building. */
  units?: readonly string[] | undefined
  due?: TenancyDue | undefined
  page?: number | undefined
}

type Filter = QueryFilter<Tenancy>

/** Returns the conditions as separate filters, so that none overwrites another. */
export const conditionsOf = ({ words, state, units, due }: TenancySearch, today: CityDay): Filter[] => [
  ...(words ? [queryFilter(words)] : []),
  ...(state ? inState(state) : []),
  ...(units ? [{ premises: trusted({ $in: [...units] }) }] : []),
  ...(due ? [dueFilters[due](today)] : []),
]

/** Orders by due day when filtering by what is due, otherwise by the end of the rent-free time. */
export const orderOf = ({ due }: TenancySearch): Record<string, 1> =>
  due === 'late' || due === 'week' ? { nextDueOn: 1, _id: 1 } : { rentFreeUntil: 1, _id: 1 }

function queryFilter({ typed, references, applications }: TenancyQuery): Filter {
  const units = unitCodePattern(typed)
  const names = beginningsOf(typed)
  const alternatives: Filter[] = [
    ...(units ? [{ premises: units }] : []),
    ...(references.length > 0 ? [{ reference: beginningWith(references) }] : []),
    ...(names.length > 0 ? [{ searchTerms: beginningWith(names) }] : []),
    ...(applications.length > 0 ? [{ application: trusted({ $in: [...applications] }) }] : []),
  ]
  return alternatives.length > 0 ? { $or: alternatives } : nothing
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

/** States with a rent-free time that can end. */
const rentFreeStates = liveTenancyStates.filter(state => state !== 'converted_to_paid')

const dueFilters: Record<TenancyDue, (today: CityDay) => Filter> = {
  late: today => dueBefore({ $lt: today }),
  week: today => dueBefore({ $lte: boardHorizon(today) }),
  reports: today => ({ state: live, ...waiting.lateReportsFilter(today) }),
  office: () => ({
    state: live,
    $or: [
      waiting.withSentReports,
      waiting.withUnreadAnswers,
      waiting.renewalRequestFilter,
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

/**
 * Returns a condition for the unit codes that typed text may stand for: a whole code, a beginning (`SFH-A`) or an end (`A-0107`,
 * `0107`). Null if it stands for none. The index of the codes answers it.
 */
export function unitCodePattern(typed: string) {
  const whole = canonicalCode(typed)
  if (whole) return whole
  const asked = toLatinCode(typed).toUpperCase()
  if (/^[A-Z]{3}-([A-Z](-\d{0,6})?)?$/.test(asked)) return beginningWith([asked])
  return /^([A-Z]-)?\d{3,7}$/.test(asked) ? trusted({ $regex: `-${asked}$` }) : null
}
