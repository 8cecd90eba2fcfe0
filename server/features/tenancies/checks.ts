import { trusted } from 'mongoose'
import { liveTenancyStates, TenancyModel, type Tenancy } from '../../../models/tenancy.ts'
import type { Clock } from '../../outside/clock.ts'
import { checkerOf, each, type Checker, type Finding, type Rule } from '../../shared/checks.ts'
import { tenancyHasEnded, tenancyMoves, tenancyStates, type TenancyState } from './states.ts'

/** What an application says of the premises it keeps. */
type KeptPremises = { _id: { toHexString(): string }; heldPremises: string; tenancyToCome: boolean }
type ApplicationsToCheck = {
  /** The premises that these applications keep, by application; null for one that keeps none. */
  keeps(ids: readonly string[]): Promise<Map<string, string | null>>
  /** Those whose keys were given. */
  handedOver(): AsyncIterable<KeptPremises>
}
type Deps = { clock: Clock; applications: ApplicationsToCheck }

const lateAfterMs = 10 * 60_000

/** What must hold of all tenancies, for `npm run verify-data`. */
export function tenancyChecks({ clock, applications }: Deps): readonly Checker[] {
  const keptByApplication: Rule<Tenancy> = {
    name: 'every tenant has the premises by an application that keeps it',
    level: 'violation',
    async find(batch) {
      const live = batch.filter(({ state }) => !tenancyHasEnded(state))
      const keeps = await applications.keeps(live.map(({ application }) => application.toHexString()))
      return live
        .filter(({ application, premises }) => keeps.get(application.toHexString()) !== premises)
        .map(({ _id, premises }) => ({ id: _id.toHexString(), why: `no application keeps ${premises} for it` }))
    },
  }
  const lateEffects: Rule<Tenancy> = {
    name: 'no effect of a tenancy waits for more than ten minutes',
    level: 'warning',
    find: each(({ pendingEffects, updatedAt }) => {
      const late = pendingEffects.length > 0 && updatedAt.getTime() < clock.now().getTime() - lateAfterMs
      return late ? `waiting: ${pendingEffects.map(({ kind }) => kind).join(', ')}` : null
    }),
  }
  const tenancies = () => TenancyModel.find().lean<Tenancy[]>().cursor()
  return [
    checkerOf(tenancies, [history, keptByApplication, lateEffects]),
    checkerOf(() => applications.handedOver(), [tenancyOfHandover]),
    oneTenant,
  ]
}

const history: Rule<Tenancy> = {
  name: 'every history leads by moves of the table to the state of the tenancy',
  level: 'violation',
  find: each(brokenHistory),
}

function brokenHistory({ events, state }: Tenancy): string | null {
  let at: TenancyState = 'handover'
  for (const { from, to } of events) {
    if (!isState(to)) continue
    if (from !== at) return `a move from ${from ?? 'nowhere'} to ${to} while the tenancy was in ${at}`
    if (!tenancyMoves.some(move => move.from === at && move.to === to)) return `moved from ${at} to ${to}`
    at = to
  }
  return at === state ? null : `the history ends in ${at}, the tenancy is in ${state}`
}

const isState = (state: string | null | undefined): state is TenancyState =>
  (tenancyStates as readonly (string | null | undefined)[]).includes(state)

/** A handover becomes a tenancy as an effect: it is there, or still to come. */
const tenancyOfHandover: Rule<KeptPremises> = {
  name: 'every handover has become a tenancy',
  level: 'violation',
  async find(batch) {
    const done = batch.filter(({ tenancyToCome }) => !tenancyToCome)
    const ids = done.map(({ _id }) => _id.toHexString())
    const opened = await TenancyModel.find({ application: trusted({ $in: ids }) }, { application: 1 }).lean()
    const known = new Set(opened.map(({ application }) => application.toHexString()))
    return ids.filter(id => !known.has(id)).map(id => ({ id, why: 'handed over, and there is no tenancy' }))
  },
}

type Group = { ids: { toHexString(): string }[] }
const oneTenantName = 'one tenant a premises'
const oneTenant: Checker = {
  promises: [{ name: oneTenantName, level: 'violation' }],
  async *look(): AsyncIterable<Finding> {
    const groups = TenancyModel.aggregate<Group>([
      { $match: { state: { $in: [...liveTenancyStates] } } },
      { $group: { _id: '$premises', ids: { $push: '$_id' } } },
      { $match: { 'ids.1': { $exists: true } } },
    ])
    for await (const { ids } of groups.cursor<Group>({})) {
      for (const id of ids)
        yield { check: oneTenantName, id: id.toHexString(), why: 'another tenant has the same premises' }
    }
  },
}
