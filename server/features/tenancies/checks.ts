import { trusted } from 'mongoose'
import { EarlierTenancyModel, type EarlierTenancy } from '#models/tenancies/earlier-tenancy.ts'
import { liveTenancyStates, TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { partyFields, type Party } from '#models/parts/party.ts'
import type { Clock } from '#outside/clock.ts'
import { createChecker, checkEach, type Checker, type Finding, type Rule } from '#shared/checks.ts'
import { contradictsItself } from '#shared/texts/writing.ts'
import { nextDueOn } from './duties/duties.ts'
import { isAllowedMove, tenancyHasEnded, tenancyStates, type TenancyState } from './states.ts'

/** The premises that an application holds. */
type HeldPremises = { _id: { toHexString(): string }; heldPremises: string; tenancyToCome: boolean }
type ApplicationsToCheck = {
  /** Returns the held premises by application; null for one that holds none. */
  keeps(ids: readonly string[]): Promise<Map<string, string | null>>
  /** Yields the applications that were handed over. */
  handedOver(): AsyncIterable<HeldPremises>
}
/** Occupancy record of a tenancy from before the site. */
type EarlierRecord = { code: string; status: string; tenancy: string; pending: number | null }
type Premises = { summaries: { occupied(codes: readonly string[]): Promise<Map<string, string>> } }
type Contracts = {
  /** Returns the parties as signed, by application. */
  partiesOf: (applications: readonly string[]) => Promise<Map<string, Party>>
}
type Deps = {
  clock: Clock
  acceptance: { contracts: Contracts }
  cases: { occupancy: ApplicationsToCheck }
  premises: Premises
  listings: { toCheck: { premisesOfEarlierTenancies(): AsyncIterable<EarlierRecord> } }
}

const lateAfterMs = 10 * 60_000

/** Returns how each text to the tenant was written. */
const writingsOf = ({ events, pauses, inspections }: Tenancy) => [
  ...[...events, ...pauses].map(({ writing }) => writing),
  ...inspections.flatMap(({ noteWriting, findings }) => [noteWriting, ...findings.map(({ writing }) => writing)]),
]

const translated: Rule<Tenancy> = {
  name: 'a translation to a tenant stands beside an original in another language',
  level: 'violation',
  find: checkEach(tenancy => {
    const wrong = writingsOf(tenancy).filter(contradictsItself).length
    return wrong > 0 ? `${String(wrong)} of them in the language of the original` : null
  }),
}

/** Rules that must hold for all tenancies, for `npm run verify-data`. */
export function tenancyChecks({ clock, acceptance, cases, premises, listings }: Deps): readonly Checker[] {
  const heldByApplicationRule: Rule<Tenancy> = {
    name: 'every tenant has the premises by an application that keeps it',
    level: 'violation',
    async find(batch) {
      const live = batch.filter(({ state }) => !tenancyHasEnded(state))
      const keeps = await cases.occupancy.keeps(live.map(({ application }) => application.toHexString()))
      return live
        .filter(({ application, premises }) => keeps.get(application.toHexString()) !== premises)
        .map(({ _id, premises }) => ({ id: _id.toHexString(), why: `no application keeps ${premises} for it` }))
    },
  }
  const lateEffects: Rule<Tenancy> = {
    name: 'no effect of a tenancy waits for more than ten minutes',
    level: 'warning',
    find: checkEach(({ pendingEffects, updatedAt }) => {
      const late = pendingEffects.length > 0 && updatedAt.getTime() < clock.now().getTime() - lateAfterMs
      return late ? `waiting: ${pendingEffects.map(({ kind }) => kind).join(', ')}` : null
    }),
  }
  const tenancies = () => TenancyModel.find().lean<Tenancy[]>().cursor()
  return [
    createChecker(tenancies, [
      history,
      heldByApplicationRule,
      anonymisedClosedRule,
      endedNothingDueRule,
      pausedNothingDueRule,
      translated,
      partyRule(acceptance.contracts),
      lateEffects,
    ]),
    createChecker(() => cases.occupancy.handedOver(), [handoverTenancyRule]),
    createChecker(() => listings.toCheck.premisesOfEarlierTenancies(), [recordTenancyRule]),
    createChecker(streamLiveEarlier, [earlierRecordRule(premises)]),
    oneTenant,
  ]
}

const history: Rule<Tenancy> = {
  name: 'every history leads by moves of the table to the state of the tenancy',
  level: 'violation',
  find: checkEach(brokenHistory),
}

function brokenHistory({ events, state }: Tenancy): string | null {
  let at: TenancyState = 'handover'
  for (const { from, to } of events) {
    if (!isState(to)) continue
    if (from !== at) return `a move from ${from ?? 'nowhere'} to ${to} while the tenancy was in ${at}`
    if (!isAllowedMove(at, to)) return `moved from ${at} to ${to}`
    at = to
  }
  return at === state ? null : `the history ends in ${at}, the tenancy is in ${state}`
}

/** A tenancy is anonymised years after its end; nothing may be open in it any more. */
const anonymisedClosedRule: Rule<Tenancy> = {
  name: 'no tenancy that was made nameless is open',
  level: 'violation',
  find: checkEach(({ anonymisedAt, state, renewal, breach, dutyReports, party, formerParties, searchTerms }) => {
    if (!anonymisedAt) return null
    if (!tenancyHasEnded(state)) return `nameless, and ${state}`
    if (party || formerParties || searchTerms) return 'nameless, with the party of its contract'
    if (dutyReports) return 'nameless, with what the tenant reported about a duty'
    return renewal || breach ? 'nameless, with a letter or a breach that waits' : null
  }),
}

/** Letters, lists and the search name the tenant by this record, whatever the account is called. Two officers may correct it. */
const partyRule = ({ partiesOf }: Contracts): Rule<Tenancy> => ({
  name: 'every tenancy has the party of its contract',
  level: 'violation',
  async find(batch) {
    const named = batch.filter(({ anonymisedAt }) => !anonymisedAt)
    const signed = await partiesOf(named.map(({ application }) => application.toHexString()))
    return named.flatMap(({ _id, application, party: present, formerParties: [first = present] = [] }) => {
      const contract = signed.get(application.toHexString())
      const differing = contract ? partyFields.filter(field => first?.[field] !== contract[field]) : []
      if (differing.length === 0) return []
      return [{ id: _id.toHexString(), why: first ? `another ${differing.join(', ')} than signed` : 'no party' }]
    })
  },
})

/** Only its premises may be due: an exit inspection after a termination, or repairs. Desk and board read `nextDueOn`. */
const endedNothingDueRule: Rule<Tenancy> = {
  name: 'no tenancy that has ended has a duty or stands on the desk',
  level: 'violation',
  find: checkEach(tenancy => {
    if (!tenancyHasEnded(tenancy.state)) return null
    const stored = tenancy.nextDueOn ?? null
    const due = nextDueOn(tenancy)
    return stored === due ? null : `ended, and ${stored ?? 'nothing'} is due where it should be ${due ?? 'nothing'}`
  }),
}

/** Pages must not call a duty overdue whose day the pause will move. An earlier version of the program stores such days. */
const pausedNothingDueRule: Rule<Tenancy> = {
  name: 'no tenancy whose clock stands still has a duty that rests on the desk',
  level: 'warning',
  find: checkEach(tenancy => {
    if (tenancy.state !== 'suspended') return null
    const stored = tenancy.nextDueOn ?? null
    const due = nextDueOn(tenancy)
    return stored === due ? null : `paused, and ${stored ?? 'nothing'} is due where it should be ${due ?? 'nothing'}`
  }),
}

const isState = (state: string | null | undefined): state is TenancyState =>
  (tenancyStates as readonly (string | null | undefined)[]).includes(state)

/** A handover becomes a tenancy by an effect: the tenancy exists, or the effect is still pending. */
const handoverTenancyRule: Rule<HeldPremises> = {
  name: 'every handover has become a tenancy',
  level: 'violation',
  async find(batch) {
    const done = batch.filter(({ tenancyToCome }) => !tenancyToCome)
    const ids = done.map(({ _id }) => _id.toHexString())
    const opened = await TenancyModel.find({ application: trusted({ $in: ids }) }, { application: 1 }).lean()
    const existing = new Set(opened.map(({ application }) => application.toHexString()))
    return ids.filter(id => !existing.has(id)).map(id => ({ id, why: 'handed over, and there is no tenancy' }))
  },
}

const streamLiveEarlier = () =>
  EarlierTenancyModel.find({ state: trusted({ $in: ['held' as const, 'let' as const] }) })
    .lean<EarlierTenancy[]>()
    .cursor()

/** Checks the occupancy records against the tenancies from before the site. */
const recordTenancyRule: Rule<EarlierRecord> = {
  name: 'every record of a tenancy from before the site names one that lasts',
  level: 'violation',
  async find(batch) {
    const settledRecords = batch.filter(({ pending }) => pending === null)
    const ids = settledRecords.map(({ tenancy }) => tenancy)
    const found = await EarlierTenancyModel.find({ _id: trusted({ $in: ids }) }, { premises: 1, state: 1 }).lean()
    const statusById = new Map(found.map(({ _id, premises, state }) => [_id.toHexString(), `${premises} ${state}`]))
    return settledRecords
      .filter(({ code, status, tenancy }) => statusById.get(tenancy) !== `${code} ${status}`)
      .map(({ code, status, tenancy }) => ({ id: code, why: `is ${status} for ${tenancy}, which says otherwise` }))
  },
}

/** Checks in the other direction: every live tenancy from before the site has its record. */
const earlierRecordRule = (premises: Premises): Rule<EarlierTenancy> => ({
  name: 'every tenancy from before the site has its premises',
  level: 'violation',
  async find(batch) {
    const occupied = await premises.summaries.occupied(batch.map(({ premises: code }) => code))
    return batch
      .filter(({ premises: code, taken, unsettled }) => !unsettled && occupied.get(code) !== taken)
      .map(({ _id, premises: code }) => ({ id: _id.toHexString(), why: `no record says that it has ${code}` }))
  },
})

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
