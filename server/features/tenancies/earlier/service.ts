import mongoose, { trusted, type QueryFilter } from 'mongoose'
import { EarlierTenancyModel, type EarlierRent, type EarlierTenancy } from '#models/tenancies/earlier-tenancy.ts'
import type { OccupiedStatus } from '#models/premises/occupancy.ts'
import { containing } from '#outside/database/prefix-filter.ts'
import { recordAudit, type Subject } from '#outside/audit.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { Reach } from '#features/accounts/scope.ts'
import type { Deps } from '../ports.ts'
import { rentTerms } from '../rules.ts'
import { unitCodePattern } from '../search/tenancy-search.ts'
import { findLastMoveOuts, findStartError } from './days.ts'
import { reachFilter } from './reach.ts'
import { holderOf, isLive, createSettlementService } from './settling.ts'

export type EarlierFacts = {
  premises: string
  taken: OccupiedStatus
  tenant: string
  since: CityDay
  until: CityDay | null
  rent: EarlierRent
  rentFreeUntil: CityDay | null
  terms: string
}
export type Author = { id: string; name: string; role: 'listing_manager' | 'administrator' }

const pageSize = 50
const notYetArchived = ['draft', 'shown', 'paused'] as const

/** Tenancies from before the site. They hold their premises by the same record as cases do (ADR 64). */
export function createEarlierTenancyService({ clock, premises, cases }: Pick<Deps, 'clock' | 'premises' | 'cases'>) {
  const { settle, settleEarlier } = createSettlementService({ clock, premises })

  /**
   * Enters a tenancy from before the site and wins its premises: first the state `entering`, then the record, then the final
   * state. Returns the id. Throws `earlier.no-premises`, `earlier.taken` when somebody has the premises or its listing is
   * archived, and the conflicts about the first day (`days.ts`).
   */
  async function enter(facts: EarlierFacts, by: Author, { premises: own }: Reach): Promise<string> {
    const listing = await premises.leaseFacts(facts.premises)
    // A premises in buildings outside the reach counts as missing.
    if (!listing || (own && !own.includes(facts.premises))) throw conflict('earlier.no-premises')
    const day = (await findLastMoveOuts([facts.premises])).get(facts.premises)
    const wrong = findStartError(facts, { today: cityDayOf(clock.now()), left: day })
    if (wrong) throw conflict(wrong, { facts: { day } })
    const { rentMonthFen } = rentTerms(listing)
    const _id = new mongoose.Types.ObjectId()
    const events = [eventOf('entered', by)]
    const created = { ...facts, _id, rentMonthFen, state: 'entering' as const, demo: listing.demo, events }
    await EarlierTenancyModel.create([{ ...created, createdAt: clock.now(), updatedAt: clock.now() }], {
      timestamps: false,
    })
    if (!(await claimPremises({ _id, ...facts }))) {
      await EarlierTenancyModel.deleteOne({ _id, state: 'entering' })
      throw conflict('earlier.taken', { facts: { code: facts.premises } })
    }
    const entered = { $set: { state: facts.taken, unsettled: true } }
    const { matchedCount } = await EarlierTenancyModel.updateOne({ _id, state: 'entering' }, entered)
    await settle(_id, facts.premises)
    if (matchedCount === 0) throw conflict('error.stale')
    const changes = [{ field: 'state', before: null, after: facts.taken }]
    recordAudit({ action: 'tenancy.changed', subject: subjectOf({ _id, premises: facts.premises }), changes })
    return _id.toHexString()
  }

  async function claimPremises({ _id, premises: code, taken }: Pick<EarlierTenancy, '_id' | 'premises' | 'taken'>) {
    // A case written by the previous version may hold the premises without a record.
    await cases.occupancy.sync(code)
    const wish = { holder: holderOf({ _id }), status: taken, pending: 0, among: notYetArchived }
    return premises.occupancy.win(code, wish)
  }

  /** Ends a tenancy on a day, which frees the premises. */
  async function end(id: string, { on }: { on: CityDay }, by: Author): Promise<void> {
    const was = await get(id)
    if (!isLive(was)) throw conflict('earlier.ended-already')
    const today = cityDayOf(clock.now())
    // A tenancy that has not begun yet may end before its first day.
    if (on < was.since && !(was.taken === 'held' && was.since > today)) throw conflict('earlier.ends-early')
    if (on > today) throw conflict('earlier.ends-ahead')
    const { modifiedCount } = await EarlierTenancyModel.updateOne(
      { _id: was._id, state: was.state, revision: was.revision },
      {
        $set: { state: 'ended', endedOn: on, unsettled: true },
        $inc: { revision: 1 },
        $push: { events: eventOf('ended', by) },
      },
    )
    if (modifiedCount === 0) throw conflict('error.stale')
    recordAudit({
      action: 'tenancy.moved',
      subject: subjectOf(was),
      changes: [{ field: 'state', before: was.state, after: 'ended' }],
    })
    await settle(was._id, was.premises)
  }

  async function get(id: string): Promise<EarlierTenancy> {
    const found = await EarlierTenancyModel.findOne({ _id: id, state: trusted({ $ne: 'entering' }) })
    if (!found) throw notFound('tenancy.not-found', { id })
    return found.toObject()
  }

  /** Lists the tenancies within a colleague's reach that match: live ones by the end of the contract, then ended ones. */
  async function list({ q, page: requestedPage }: { q?: string | undefined; page: number }, reach: Reach) {
    const filter = {
      $and: [reachFilter(reach), { state: trusted({ $ne: 'entering' as const }) }, ...(q ? [searchFilter(q)] : [])],
    }
    const total = await EarlierTenancyModel.countDocuments(filter)
    const pages = Math.max(1, Math.ceil(total / pageSize))
    const page = Math.min(requestedPage, pages)
    const items = await EarlierTenancyModel.find(filter)
      .sort({ endedOn: 1, until: 1, premises: 1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean<EarlierTenancy[]>()
    return { items, total, page, pages }
  }

  /** Returns the live tenancies whose contract ends by a day or has already ended, the earliest first. */
  const dueBy = (day: CityDay, reach: Reach): Promise<EarlierTenancy[]> =>
    EarlierTenancyModel.find({
      ...reachFilter(reach),
      state: trusted({ $in: ['held' as const, 'let' as const] }),
      until: trusted({ $type: 'string', $lte: day }),
    })
      .sort({ until: 1 })
      .limit(pageSize)
      .lean<EarlierTenancy[]>()

  const isVisibleTo = async (id: string, reach: Reach): Promise<boolean> =>
    (await EarlierTenancyModel.exists({ _id: id, ...reachFilter(reach) })) !== null

  const eventOf = (kind: string, { id, name, role }: Author) => ({
    _id: new mongoose.Types.ObjectId(),
    at: clock.now(),
    kind,
    by: { kind: role, id, name },
  })

  return { enter, end, get, list, dueBy, isVisibleTo, lastMoveOut: findLastMoveOuts, settleEarlier }
}

/** Matches the unit's code or a part of the tenant's name. No index is needed: there are no more of them than units. */
function searchFilter(query: string): QueryFilter<EarlierTenancy> {
  const units = unitCodePattern(query)
  return { $or: [{ tenant: containing(query) }, ...(units ? [{ premises: units }] : [])] }
}

const subjectOf = ({ _id, premises }: Pick<EarlierTenancy, '_id' | 'premises'>): Subject => ({
  kind: 'earlier-tenancy',
  id: _id.toHexString(),
  label: premises,
})
