import mongoose, { trusted, type QueryFilter } from 'mongoose'
import { EarlierTenancyModel } from '#models/tenancies/earlier-tenancy.ts'
import { liveTenancyStates, TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import type { Party } from '#models/parts/party.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { beginningWith } from '#outside/database/prefix-filter.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { beginningsOf } from '#shared/texts/normal-words.ts'
import { tenantName, withParty } from '#shared/texts/party.ts'
import { type Reach, scopeFilter } from '../accounts/scope.ts'
import type { TenancySummary } from '../cases/ports.ts'
import { displayStateFacts } from './texts/tenancy-text.ts'
import { readTenancy } from './change.ts'
import type { Deps } from './ports.ts'
import { milestonesOf, reminderMonths, rentFreeEndOf, type PaperOwed } from './rules.ts'
import { conditionsOf, orderOf, type TenancySearch } from './search/tenancy-search.ts'
import { tenancyHasEnded } from './states.ts'

/** Returns the filter for the tenancies of the premises within a colleague's reach (ADR 54). */
export const visibleTo = ({ premises }: Reach): QueryFilter<Tenancy> =>
  scopeFilter(premises && { premises: trusted({ $in: [...premises] }) })

/** Returns false also when the tenancy does not exist. */
const isVisibleTo = async (id: string, reach: Reach): Promise<boolean> =>
  (await TenancyModel.exists({ _id: id, ...visibleTo(reach) })) !== null

/** Data of the tenancy that a handed-over application becomes. */
export type NewTenancy = {
  application: string
  reference: string
  tenant: string
  party: Party
  premises: string
  handoverOn: CityDay
  rentFreeMonths: number
  /** Papers that the tenant still owes; the licence by default. */
  papers?: readonly PaperOwed[] | undefined
  /** When the handover was recorded, which starts the history of the tenancy; now by default. */
  handedOverAt?: Date | undefined
}
type FoundTenancy = Pick<Tenancy, '_id' | 'reference' | 'premises' | 'state' | 'handoverOn' | 'party'>
const pageSize = 50
const boardSize = 200

/** Returns a tenancy as it is on the day of its handover. */
function openingTenancy(facts: Omit<NewTenancy, 'application'>, now: Date) {
  const { party, handoverOn, rentFreeMonths, papers, handedOverAt: at = now, ...rest } = facts
  const milestones = milestonesOf(handoverOn, rentFreeMonths, papers)
  const end = rentFreeEndOf(handoverOn, rentFreeMonths)
  return {
    ...rest,
    ...withParty(party),
    handoverOn,
    rentFreeMonths,
    rentFreeUntil: end,
    milestones,
    nextDueOn: [...milestones.map(({ dueOn }) => dueOn), end].sort()[0] ?? end,
    remindersSent: reminderMonths.filter(months => months >= rentFreeMonths),
    state: 'handover' as const,
    stateSince: at,
    events: [{ _id: new mongoose.Types.ObjectId(), at, by: { kind: 'system' as const }, kind: 'opened' }],
  }
}

/** Opens tenancies and reads them, one by one and in lists. */
export function createTenancyRecordService({ clock }: Pick<Deps, 'clock'>) {
  /** Opens a tenancy and starts the rent-free clock. One application becomes one tenancy, however often this is called. */
  async function open(newTenancy: NewTenancy): Promise<void> {
    const { application, ...facts } = newTenancy
    const opening = openingTenancy(facts, clock.now())
    try {
      await TenancyModel.updateOne({ application }, { $setOnInsert: opening }, { upsert: true })
    } catch (error) {
      const opened = await TenancyModel.exists({ application })
      if (!isDuplicateKey(error) || !opened) throw error
    }
  }

  const forStaff = (id: string): Promise<Tenancy> => readTenancy(id, { kind: 'reviewer' })

  /** Reads the tenant's own tenancy. Throws "not found" for another tenant's. */
  const own = (id: string, tenantId: string): Promise<Tenancy> => readTenancy(id, { kind: 'applicant', id: tenantId })

  const ofTenant = (tenantId: string): Promise<Tenancy[]> =>
    TenancyModel.find({ tenant: tenantId }).sort({ handoverOn: -1 }).limit(100).lean<Tenancy[]>()

  /** Returns summaries of a tenant's tenancies, by application. */
  async function summariesOf(tenantId: string): Promise<Map<string, TenancySummary>> {
    const toSummary = (tenancy: Tenancy): TenancySummary => ({
      id: tenancy._id.toHexString(),
      stage: stageOf(tenancy),
      since: tenancy.stateSince,
      now: displayStateFacts(tenancy, cityDayOf(clock.now())),
    })
    const own = await ofTenant(tenantId)
    return new Map(own.map(tenancy => [tenancy.application.toHexString(), toSummary(tenancy)]))
  }

  const ofApplication = (application: string): Promise<Tenancy | null> =>
    TenancyModel.findOne({ application }).lean<Tenancy>()

  /** Returns a page of the matching tenancies within a colleague's reach; a page beyond the last is the last. */
  async function list(search: TenancySearch, reach: Reach) {
    const filter = foundBy(search, reach)
    const total = await TenancyModel.countDocuments(filter)
    const pages = Math.max(1, Math.ceil(total / pageSize))
    const page = Math.min(search.page ?? 1, pages)
    const items = await TenancyModel.find(filter)
      .sort(orderOf(search))
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean<Tenancy[]>()
    return { items, total, page, pages }
  }

  /** Returns the number of tenancies within a colleague's reach. */
  const count = (reach: Reach): Promise<number> => TenancyModel.countDocuments(visibleTo(reach)).exec()

  function foundBy(search: TenancySearch, reach: Reach): QueryFilter<Tenancy> {
    const conditions = [visibleTo(reach), ...conditionsOf(search, cityDayOf(clock.now()))]
    return { $and: conditions }
  }

  /** Returns the tenancies with a duty due by a day, the earliest first, at most `boardSize`. */
  const dueBy = (day: CityDay, reach: Reach): Promise<Tenancy[]> =>
    TenancyModel.find({ ...visibleTo(reach), nextDueOn: trusted({ $type: 'string', $lte: day }) })
      .sort({ nextDueOn: 1 })
      .limit(boardSize)
      .lean<Tenancy[]>()

  return {
    open,
    own,
    ofTenant,
    summariesOf,
    ofApplication,
    forStaff,
    list,
    count,
    dueBy,
    isVisibleTo,
    find,
    tenantNames,
    countOn,
  }
}

const maxCandidates = 40
const maxShown = 8
const foundFields = { reference: 1, premises: 1, state: 1, handoverOn: 1, party: 1 } as const

type Asked = { applications: readonly string[]; reach: Reach }

/** Finds tenancies within a colleague's reach by premises code, party or their applications, the latest first. */
async function find(query: string, { applications, reach }: Asked): Promise<{ items: FoundTenancy[]; more: boolean }> {
  const own = visibleTo(reach)
  const code = canonicalCode(query)
  const names = beginningsOf(query)
  const found = await Promise.all([
    code ? latest({ ...own, premises: code }) : [],
    names.length > 0 ? latest({ ...own, searchTerms: beginningWith(names) }) : [],
    applications.length > 0 ? latest({ ...own, application: trusted({ $in: [...applications] }) }) : [],
  ])
  const distinct = new Map(found.flat().map(tenancy => [tenancy._id.toHexString(), tenancy]))
  const items = [...distinct.values()]
  return { items: items.slice(0, maxShown), more: items.length > maxShown }
}

const latest = (filter: QueryFilter<Tenancy>): Promise<FoundTenancy[]> =>
  TenancyModel.find(filter, foundFields).sort({ handoverOn: -1 }).limit(maxCandidates).lean<FoundTenancy[]>()

/** Returns the names of tenants by tenancy. Tenancies that name nobody any more are left out. */
async function tenantNames(ids: readonly string[], locale: Locale): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const filter = { _id: trusted({ $in: [...ids] }), party: trusted({ $ne: null }) }
  const found = await TenancyModel.find(filter, { party: 1 }).lean<Pick<Tenancy, '_id' | 'party'>[]>()
  return new Map(found.map(tenancy => [tenancy._id.toHexString(), tenantName(locale, tenancy)]))
}

/**
 * Returns how many premises had a tenant at an instant: handed over before it, or let since before the site, and not given
 * back by then.
 */
async function countOn(instant: Date): Promise<number> {
  return (await countTenanciesOn(instant)) + (await countEarlierOn(cityDayOf(instant)))
}

const countTenanciesOn = (instant: Date): Promise<number> =>
  TenancyModel.countDocuments({
    handoverOn: trusted({ $lt: cityDayOf(instant) }),
    $or: [{ state: trusted({ $in: [...liveTenancyStates] }) }, { stateSince: trusted({ $gte: instant }) }],
  })

const countEarlierOn = (day: CityDay): Promise<number> =>
  EarlierTenancyModel.countDocuments({
    taken: 'let',
    since: trusted({ $lt: day }),
    $or: [{ state: 'let' }, { state: 'ended', endedOn: trusted({ $gte: day }) }],
  })

function stageOf({ state, exit }: Tenancy): TenancySummary['stage'] {
  if (!tenancyHasEnded(state)) return 'lasts'
  return state === 'vacated' || exit ? 'over' : 'ended'
}
