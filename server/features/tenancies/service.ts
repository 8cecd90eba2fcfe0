import mongoose, { trusted } from 'mongoose'
import { TenancyModel, type Tenancy } from '../../../models/tenancy.ts'
import type { Clock } from '../../outside/clock.ts'
import { cityDayOf, type CityDay } from '../../shared/city-day.ts'
import { conflict, notFound } from '../../shared/errors.ts'
import { milestonesOf, rentFreeUntil } from './rules.ts'
import { canMoveTenancy, tenancyHasEnded, type TenancyActor, type TenancyState } from './states.ts'

type ApplicationsPort = { release(applicationId: string): Promise<void> }
type Deps = { clock: Clock; applications: ApplicationsPort }

/** What a handed-over application says of the tenancy it becomes. */
export type NewTenancy = {
  application: string
  reference: string
  tenant: string
  premises: string
  handoverOn: CityDay
  rentFreeMonths: number
}
export type TenancySearch = { state?: TenancyState | undefined; page?: number | undefined }
const pageSize = 50
const duplicateKey = 11_000

export function tenanciesService({ clock, applications }: Deps) {
  /** Starts the rent-free clock. One application becomes one tenancy, however often this is asked. */
  async function openTenancy(asked: NewTenancy): Promise<void> {
    const { application, handoverOn, rentFreeMonths, ...rest } = asked
    const now = clock.now()
    const tenancy = {
      ...rest,
      handoverOn,
      rentFreeMonths,
      rentFreeUntil: rentFreeUntil(handoverOn, rentFreeMonths),
      milestones: milestonesOf(handoverOn, rentFreeMonths),
      state: 'handover' as const,
      stateSince: now,
      events: [{ _id: new mongoose.Types.ObjectId(), at: now, by: { kind: 'system' as const }, kind: 'opened' }],
    }
    try {
      await TenancyModel.updateOne({ application }, { $setOnInsert: tenancy }, { upsert: true })
    } catch (error) {
      const opened = await TenancyModel.exists({ application })
      if ((error as { code?: number }).code !== duplicateKey || !opened) throw error
    }
  }

  /** Takes a tenancy to another state in one write with its event. Throws `tenancy.refused.<reason>`. */
  async function move(id: string, to: TenancyState, actor: TenancyActor, reason?: string): Promise<Tenancy> {
    const was = await forActor(id, actor)
    const verdict = canMoveTenancy(was.state, to, actor, { reason, interrupted: interruptedState(was) })
    if (!verdict.ok) throw conflict(`tenancy.refused.${verdict.reason}`, { facts: { id, from: was.state, to } })
    const at = clock.now()
    const event = {
      _id: new mongoose.Types.ObjectId(),
      at,
      by: actor,
      kind: 'moved',
      from: was.state,
      to,
      ...(reason ? { reason } : {}),
    }
    const effects = tenancyHasEnded(to) ? [{ key: `tenancy:${id}:ended`, kind: 'release', facts: {} }] : []
    const moved = await TenancyModel.findOneAndUpdate(
      { _id: id, state: was.state, stateSince: was.stateSince },
      { $set: { state: to, stateSince: at }, $push: { events: event, pendingEffects: { $each: effects } } },
      { returnDocument: 'after' },
    ).lean<Tenancy>()
    if (!moved) throw conflict('error.stale', { facts: { id } })
    return moved
  }

  /** Frees the premises of tenancies that have ended. Idempotent: crossed out only when done. */
  async function carryOutEffects(): Promise<number> {
    const waiting = await TenancyModel.find({ 'pendingEffects.key': trusted({ $exists: true }) })
      .limit(200)
      .lean<Tenancy[]>()
    for (const tenancy of waiting) {
      await applications.release(tenancy.application.toHexString())
      await TenancyModel.updateOne({ _id: tenancy._id }, { $set: { pendingEffects: [] } })
    }
    return waiting.length
  }

  async function forActor(id: string, actor: TenancyActor): Promise<Tenancy> {
    if (actor.kind !== 'applicant') return forStaff(id)
    if (!actor.id) throw notFound('tenancy.not-found')
    return own(id, actor.id)
  }

  async function forStaff(id: string): Promise<Tenancy> {
    return found(await TenancyModel.findById(id).lean<Tenancy>(), id)
  }

  /** The tenant's own. Somebody else's is not found. */
  async function own(id: string, tenantId: string): Promise<Tenancy> {
    return found(await TenancyModel.findOne({ _id: id, tenant: tenantId }).lean<Tenancy>(), id)
  }

  const ofTenant = (tenantId: string): Promise<Tenancy[]> =>
    TenancyModel.find({ tenant: tenantId }).sort({ handoverOn: -1 }).limit(100).lean<Tenancy[]>()

  const ofApplication = (application: string): Promise<Tenancy | null> =>
    TenancyModel.findOne({ application }).lean<Tenancy>()

  /** For the staff, the soonest end of rent-free time first. */
  async function list({ state, page = 1 }: TenancySearch = {}) {
    const filter = state ? { state } : {}
    const [items, total] = await Promise.all([
      TenancyModel.find(filter)
        .sort({ rentFreeUntil: 1, _id: 1 })
        .skip((page - 1) * pageSize)
        .limit(pageSize)
        .lean<Tenancy[]>(),
      TenancyModel.countDocuments(filter),
    ])
    return { items, total, page, pages: Math.max(1, Math.ceil(total / pageSize)) }
  }

  const today = (): CityDay => cityDayOf(clock.now())

  return {
    today,
    openTenancy,
    move,
    carryOutEffects,
    own,
    ofTenant,
    ofApplication,
    forStaff,
    list,
  }
}

function found(tenancy: Tenancy | null, id: string): Tenancy {
  if (!tenancy) throw notFound('tenancy.not-found', { id })
  return tenancy
}

/** Where the tenancy was before the trouble it is in. */
const interruptedState = (tenancy: Tenancy): TenancyState | null =>
  (tenancy.events.findLast(event => event.to === tenancy.state)?.from as TenancyState | undefined) ?? null
