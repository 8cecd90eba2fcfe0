import mongoose, { trusted, type QueryFilter } from 'mongoose'
import { EarlierTenancyModel } from '#models/tenancies/earlier-tenancy.ts'
import { liveTenancyStates, TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import { type Reach, limitedTo } from '../accounts/scope.ts'
import type { TenancySummary } from '../cases/ports.ts'
import { presentInFacts } from './texts/tenancy-text.ts'
import { readTenancy } from './change.ts'
import type { Deps } from './ports.ts'
import { milestonesOf, reminderMonths, rentFreeUntil } from './rules.ts'
import { conditionsOf, orderOf, type TenancySearch } from './search/tenancy-search.ts'
import { tenancyHasEnded } from './states.ts'

/** The tenancies that somebody sees: those of the premises within their reach (ADR 54). */
export const visibleTo = ({ premises }: Reach): QueryFilter<Tenancy> =>
  limitedTo(premises && { premises: trusted({ $in: [...premises] }) })

/** False also for one that there is not. */
const isVisibleTo = async (id: string, reach: Reach): Promise<boolean> =>
  (await TenancyModel.exists({ _id: id, ...visibleTo(reach) })) !== null

/** What a handed-over application says of the tenancy it becomes. */
export type NewTenancy = {
  application: string
  reference: string
  tenant: string
  premises: string
  handoverOn: CityDay
  rentFreeMonths: number
  /** When the handover was recorded: the tenancy's history begins with it. Now unless said. */
  handedOverAt?: Date | undefined
}
type FoundTenancy = Pick<Tenancy, '_id' | 'reference' | 'premises' | 'state' | 'handoverOn' | 'tenant'>
const pageSize = 50
const boardSize = 200

/** The tenancies themselves: opened, read one by one, in lists and for others. */
export function tenancyRecords({ clock }: Pick<Deps, 'clock'>) {
  /** Starts the rent-free clock. One application becomes one tenancy, however often this is asked. */
  async function open(asked: NewTenancy): Promise<void> {
    const { application, handoverOn, rentFreeMonths, handedOverAt, ...rest } = asked
    const at = handedOverAt ?? clock.now()
    const milestones = milestonesOf(handoverOn, rentFreeMonths)
    const end = rentFreeUntil(handoverOn, rentFreeMonths)
    const tenancy = {
      ...rest,
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
    try {
      await TenancyModel.updateOne({ application }, { $setOnInsert: tenancy }, { upsert: true })
    } catch (error) {
      const opened = await TenancyModel.exists({ application })
      if (!isDuplicateKey(error) || !opened) throw error
    }
  }

  const forStaff = (id: string): Promise<Tenancy> => readTenancy(id, { kind: 'reviewer' })

  /** The tenant's own. Somebody else's is not found. */
  const own = (id: string, tenantId: string): Promise<Tenancy> => readTenancy(id, { kind: 'applicant', id: tenantId })

  const ofTenant = (tenantId: string): Promise<Tenancy[]> =>
    TenancyModel.find({ tenant: tenantId }).sort({ handoverOn: -1 }).limit(100).lean<Tenancy[]>()

  /** What the tenancies of a tenant say of themselves, by the application that each comes from. */
  async function summariesOf(tenantId: string): Promise<Map<string, TenancySummary>> {
    const standing = (tenancy: Tenancy): TenancySummary => ({
      ...{ id: tenancy._id.toHexString(), stage: stageOf(tenancy), since: tenancy.stateSince },
      now: presentInFacts(tenancy, cityDayOf(clock.now())),
    })
    const own = await ofTenant(tenantId)
    return new Map(own.map(tenancy => [tenancy.application.toHexString(), standing(tenancy)]))
  }

  const ofApplication = (application: string): Promise<Tenancy | null> =>
    TenancyModel.findOne({ application }).lean<Tenancy>()

  /** Those that a colleague sees and asks for; a page beyond the last is the last. */
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

  function foundBy(search: TenancySearch, reach: Reach): QueryFilter<Tenancy> {
    const conditions = [visibleTo(reach), ...conditionsOf(search, cityDayOf(clock.now()))]
    return { $and: conditions }
  }

  /** What is due on the board, or will be within its days; the soonest first, and no more than a desk can see to. */
  const dueBy = (day: CityDay, reach: Reach): Promise<Tenancy[]> =>
    TenancyModel.find({ ...visibleTo(reach), nextDueOn: trusted({ $type: 'string', $lte: day }) })
      .sort({ nextDueOn: 1 })
      .limit(boardSize)
      .lean<Tenancy[]>()

  return { open, own, ofTenant, summariesOf, ofApplication, forStaff, list, dueBy, isVisibleTo, find, countOn }
}

const looked = 40
const shown = 8
const foundFields = { reference: 1, premises: 1, state: 1, handoverOn: 1, tenant: 1 } as const

type Asked = { applications: readonly string[]; reach: Reach }

/** By the code of the premises, or by the applications that have become them, of those that somebody sees; the latest first. */
async function find(typed: string, { applications, reach }: Asked): Promise<{ items: FoundTenancy[]; more: boolean }> {
  const own = visibleTo(reach)
  const code = canonicalCode(typed)
  const found = await Promise.all([
    code ? latest({ ...own, premises: code }) : [],
    applications.length > 0 ? latest({ ...own, application: trusted({ $in: [...applications] }) }) : [],
  ])
  const distinct = new Map(found.flat().map(tenancy => [tenancy._id.toHexString(), tenancy]))
  const items = [...distinct.values()]
  return { items: items.slice(0, shown), more: items.length > shown }
}

const latest = (filter: QueryFilter<Tenancy>): Promise<FoundTenancy[]> =>
  TenancyModel.find(filter, foundFields).sort({ handoverOn: -1 }).limit(looked).lean<FoundTenancy[]>()

/** How many premises had a tenant at an instant: handed over before it, or let since before the site, and not given back by then. */
async function countOn(instant: Date): Promise<number> {
  return (await tenanciesOn(instant)) + (await earlierOn(cityDayOf(instant)))
}

const tenanciesOn = (instant: Date): Promise<number> =>
  TenancyModel.countDocuments({
    handoverOn: trusted({ $lt: cityDayOf(instant) }),
    $or: [{ state: trusted({ $in: [...liveTenancyStates] }) }, { stateSince: trusted({ $gte: instant }) }],
  })

const earlierOn = (day: CityDay): Promise<number> =>
  EarlierTenancyModel.countDocuments({
    taken: 'let',
    since: trusted({ $lt: day }),
    $or: [{ state: 'let' }, { state: 'ended', endedOn: trusted({ $gte: day }) }],
  })

function stageOf({ state, exit }: Tenancy): TenancySummary['stage'] {
  if (!tenancyHasEnded(state)) return 'lasts'
  return state === 'vacated' || exit ? 'over' : 'ended'
}
