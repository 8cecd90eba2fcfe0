import { trusted, type QueryFilter, type Types } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { Clock } from '#outside/clock.ts'
import { beginningWith } from '#outside/database/prefix-filter.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { canonicalCode, toLatinCode } from '#shared/texts/codes.ts'
import { declaringRoles } from '../review/interest.ts'
import { hasEnded, type Actor } from '../states.ts'
import { queryTerms } from './terms.ts'

/** Typed words, and the id of an account that they name. */
export type StaffQuery = { q: string; applicant?: string | null }
export type CaseHit = Pick<Application, 'state' | 'premises'> & {
  id: string
  reference: string
  applicant: string
  submittedAt: Date
}
export type Hits<Hit> = { items: Hit[]; more: boolean }

/** `maxRead` is the number of latest matches that are read, `maxShown` the number returned. */
const maxRead = 40
const maxShown = 8

const readFields = { reference: 1, state: 1, applicantName: 1, premises: 1, submittedAt: 1 } as const
type Read = Pick<Application, '_id' | 'reference' | 'state' | 'applicantName' | 'premises' | 'submittedAt'>
type CaseKey = Pick<Application, '_id' | 'handedOverOn'>

export function createStaffSearch({ clock }: { clock: Clock }) {
  /**
   * Finds cases by reference, name in any script, end of a passport or telephone number, name or number of a company, or
   * premises code. Returns only what this person may open, and no case in which they have a conflict of interest.
   */
  async function find(query: StaffQuery, who: Actor): Promise<Hits<CaseHit>> {
    const { open, content } = await candidates(query, who)
    const cases = await readOpen(open, content, who)
    const items = cases.toSorted(inOrder).map(asHit)
    const most = Math.max(open.length, content.length)
    return { items: items.slice(0, maxShown), more: items.length > maxShown || most >= maxRead }
  }

  /** Returns the ids of cases that became tenancies and match by tenant or in any other way open to `who`, the latest first. */
  async function findTenants(query: StaffQuery, who: Actor, most = maxRead): Promise<string[]> {
    const handedOver = (places: readonly CaseKey[]) => places.filter(({ handedOverOn }) => handedOverOn)
    const { open, content } = await candidates(query, who, { besides: { handedOverOn: trusted({ $gte: '' }) }, most })
    return (await readOpen(handedOver(open), handedOver(content), who)).map(({ _id }) => _id.toHexString())
  }

  async function candidates({ q, applicant }: StaffQuery, who: Actor, limits: Limits = {}) {
    const terms = queryTerms(q, { passports: who.kind === 'reviewer' || who.kind === 'decider' })
    const code = canonicalCode(q)
    const [named, referred, chosen, within, own] = await Promise.all([
      placesIn({ searchTerms: terms.open }, 'search_terms', limits),
      placesIn({ reference: referencesFor(q) }, 'queue_by_reference', limits),
      code ? placesIn({ premises: [code] }, 'premises_1_state_1', limits) : [],
      who.kind === 'listing_manager' ? [] : placesIn({ searchTerms: terms.content }, 'search_terms', limits),
      applicant ? placesOf({ applicant, submittedAt: submitted, ...limits.besides }, limits) : [],
    ])
    return { open: [...named, ...referred, ...chosen], content: [...within, ...own] }
  }

  const referencesFor = (input: string): string[] => referencesIn(input, Number(cityDayOf(clock.now()).slice(0, 4)))

  return { find, findTenants, referencesFor }
}

type Limits = { besides?: QueryFilter<Application>; most?: number }

/** Number of years whose references are tried for a number without a year. */
const years = 6

/** Returns the beginnings of references that typed text may stand for: `SS-2026-000123`, `2026-123` or just `123`. */
function referencesIn(input: string, thisYear: number): string[] {
  const normalised = toLatinCode(input)
    .toUpperCase()
    .replaceAll(/[\s‐-―−_/]+/g, '-')
  const [, year, number] =
    /^(?:SS-?)?(\d{4})-(\d{1,6})$/.exec(normalised) ?? /^SS-?(\d{4})(\d{6})$/.exec(normalised) ?? []
  if (year && number) return [`SS-${year}-${normalised.startsWith('SS') ? number : number.padStart(6, '0')}`]
  if (/^SS-?\d{4}-?$/.test(normalised)) return [`SS-${normalised.replaceAll(/\D/g, '')}-`]
  if (!/^\d{1,6}$/.test(normalised)) return []
  return Array.from({ length: years }, (_, ago) => `SS-${thisYear - ago}-${normalised.padStart(6, '0')}`)
}

const submitted = trusted({ $gt: new Date(0) })
type Beginnings = Partial<Record<'searchTerms' | 'reference' | 'premises', readonly string[]>>

/** Returns the latest matches from an index that covers the query, so no case is read. */
async function placesIn(beginnings: Beginnings, hint: string, limits: Limits): Promise<CaseKey[]> {
  const [[field, texts] = ['', []]] = Object.entries(beginnings)
  if (texts.length === 0) return []
  return placesOf({ [field]: beginningWith(texts), submittedAt: submitted, ...limits.besides }, { ...limits, hint })
}

const placesOf = (
  filter: QueryFilter<Application>,
  { hint, most = maxRead }: Limits & { hint?: string },
): Promise<CaseKey[]> =>
  ApplicationModel.find(filter, { _id: 1, submittedAt: 1, handedOverOn: 1 }, hint ? { hint } : {})
    .sort({ submittedAt: -1, _id: -1 })
    .limit(most)
    .lean<CaseKey[]>()

/** Reads the matches. Leaves out cases in which this person has a conflict; matches by content need their declaration. */
function readOpen(open: readonly CaseKey[], content: readonly CaseKey[], who: Actor): Promise<Read[]> {
  const byContent = content.length > 0 ? [{ _id: idsOf(content), ...contentOpenTo(who) }] : []
  const without = open.length > 0 ? [{ _id: idsOf(open) }] : []
  const found = [...without, ...byContent]
  if (found.length === 0) return Promise.resolve([])
  const conflicted = trusted({ $elemMatch: { kind: 'interest_conflict', 'by.id': who.id } })
  return ApplicationModel.find({ $or: found, events: trusted({ $not: conflicted }) }, readFields).lean<Read[]>()
}

const idsOf = (places: readonly { _id: Types.ObjectId }[]) => trusted({ $in: places.map(({ _id }) => _id) })

const contentOpenTo = ({ kind, id }: Actor): QueryFilter<Application> =>
  declaringRoles.includes(kind) ? { events: trusted({ $elemMatch: { kind: 'interest_none', 'by.id': id } }) } : {}

/** Sorts live cases before ended ones, and the latest first. */
function inOrder(one: Read, other: Read): number {
  const ended = Number(hasEnded(one.state)) - Number(hasEnded(other.state))
  return ended || (other.submittedAt?.getTime() ?? 0) - (one.submittedAt?.getTime() ?? 0)
}

const asHit = ({ _id, reference, state, applicantName, premises, submittedAt }: Read): CaseHit => ({
  id: _id.toHexString(),
  reference: reference ?? '',
  state,
  premises,
  applicant: applicantName ?? '',
  submittedAt: submittedAt ?? _id.getTimestamp(),
})
