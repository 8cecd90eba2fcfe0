import { randomBytes } from 'node:crypto'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import type { Proposal, ProposalAct, TerminationGround } from '#models/tenancies/tenancy-parts.ts'
import { type CityDay, addDays } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { TenancyDecision } from '#models/deciding/letter.ts'
import { changeTenancy, requireMove, requireOfficer, readTenancy, letter, type TenancyEffect } from '../change.ts'
import { sensibleDays } from '../duties/days.ts'
import { contactIn } from '../mails/mails.ts'
import type { Deps } from '../ports.ts'
import type { TenancyActor } from '../states.ts'
import { milestonesUntil, remindersDue, rentTerms } from '../rules.ts'
import { decided, leavingEffects } from './ending-service.ts'

type Confirming = { was: Tenancy; proposal: Proposal; actor: TenancyActor }

/** What is done once two people want it, each with its letter in two languages. */
function confirmedActs({ clock, premises, programme }: Pick<Deps, 'clock' | 'premises' | 'programme'>) {
  const { today } = sensibleDays(clock)

  const carryOut = (was: Tenancy, proposal: Proposal, actor: TenancyActor): Promise<Tenancy> =>
    ({ renewal: renew, paid: convertToPaid, termination: terminate })[proposal.act]({ was, proposal, actor })

  /** Free of rent up to a new last day; duties go on in their rhythm, and reminders begin anew. */
  async function renew({ was, proposal, actor }: Confirming): Promise<Tenancy> {
    const until = dayOf(proposal)
    const to = requireMove('renewal', was, actor, { today: today(), day: until })
    const set = {
      rentFreeUntil: until,
      // Of an end that is near already the tenant has just been told.
      remindersSent: remindersDue(until, [], today()),
      milestones: milestonesUntil(was, until),
      ...settled(was),
    }
    const effects = told(proposal, 'renewed', 'tenancy-renewed', { was: was.rentFreeUntil, until })
    return changeTenancy({ ...frame({ was, proposal, actor }), to, note: voidExit(was), set, effects })
  }

  /** From a day rent is due, as the listing names it now: later changes of the listing do not touch it. */
  async function convertToPaid({ was, proposal, actor }: Confirming): Promise<Tenancy> {
    const from = dayOf(proposal)
    const to = requireMove('paid', was, actor, { today: today(), day: from })
    const listing = await premises.leaseFacts(was.premises)
    if (!listing) throw conflict('tenancy.no-listing')
    const rent = rentTerms(listing)
    const set = { paid: { from, ...rent, frozenAt: clock.now() }, ...settled(was) }
    const facts = { day: from, rentFen: String(rent.rentMonthFen) }
    const effects = told(proposal, 'converted_to_paid', 'tenancy-converted', facts)
    return changeTenancy({ ...frame({ was, proposal, actor }), to, note: voidExit(was), set, effects })
  }

  /**
   * Ends a tenancy for a ground of the list: at once, or where the ground has an appeal when that is over. Its premises is
   * given back once the exit inspection is written down: until then nobody knows what state it is in.
   */
  async function terminate({ was, proposal, actor }: Confirming): Promise<Tenancy> {
    const { reason, reasonZh } = proposal
    const ground = proposal.ground ?? 'other'
    const to = requireMove('termination', was, actor, { today: today(), ground, reason })
    const days = appealDaysOf(await programme.settings(), ground)
    const appealUntil = days > 0 ? addDays(today(), days) : null
    const set = { termination: { ground, reason, reasonZh, appealUntil }, proposal: null, ...decided(was, clock.now()) }
    const facts = { ground, ...(appealUntil ? { day: appealUntil } : {}) }
    const mail = appealUntil ? 'tenancy-termination' : 'tenancy-terminated'
    const effects = told(proposal, 'terminated', mail, facts)
    const base = { ...frame({ was, proposal, actor }), set }
    if (appealUntil) return changeTenancy({ ...base, kind: 'termination-decided', effects })
    return changeTenancy({ ...base, to, effects: [...leavingEffects(was.exit), ...effects] })
  }

  const settled = (was: Tenancy) => ({ exit: null, proposal: null, ...decided(was, clock.now()) })

  const frame = ({ was, proposal, actor }: Confirming) => ({
    ...{ was, actor, at: clock.now(), reason: proposal.reason, person: proposal.by },
  })

  return { carryOut }
}

/** The mail to the tenant, and the letter that both sides keep. */
function told(
  { reason, reasonZh }: Proposal,
  decision: TenancyDecision,
  template: Parameters<typeof letter>[0],
  facts: Record<string, string>,
): TenancyEffect[] {
  // The letter is there before the mail says so.
  return [{ kind: 'letter', facts: { ...facts, decision, reason, reasonZh } }, letter(template, { ...facts, reason })]
}

/** The tenant stays: the inspection that was to be the last says nothing any more. The staff's history keeps its words. */
const voidExit = ({ exit }: Tenancy): string | undefined =>
  exit ? [exit.on, exit.condition, exit.defects].filter(Boolean).join('\n') : undefined

function dayOf({ day }: Proposal): CityDay {
  if (!day) throw conflict('tenancy.refused.no-such-move')
  return day
}

type AppealDays = Awaited<ReturnType<Deps['programme']['settings']>>
const appealSettings = {
  breach_not_cured: 'appealBreachNotCuredDays',
  not_opened: 'appealNotOpenedDays',
  reports_missing: 'appealReportsMissingDays',
  costs_unpaid: 'appealCostsUnpaidDays',
  sublet: 'appealSubletDays',
  unlawful_use: 'appealUnlawfulUseDays',
  false_information: 'appealFalseInformationDays',
  mutual_consent: 'appealMutualConsentDays',
  other: 'appealOtherDays',
} as const satisfies Record<TerminationGround, keyof AppealDays>
/** Days from the decision within which a termination for this ground can be appealed; 0: it ends at once. */
const appealDaysOf = (settings: AppealDays, ground: TerminationGround): number => settings[appealSettings[ground]]

/** What is proposed: the day of a renewal or of first rent, the ground of a termination, and why in both languages. */
export type Proposed = {
  day?: CityDay
  ground?: TerminationGround
  reason: string
  reasonZh: string
}

/** Renewal, rent and termination take two people (ADR 71): nothing changes before the second has confirmed. */
export function proposalsOf(deps: Pick<Deps, 'clock' | 'premises' | 'accounts' | 'programme'>) {
  const { clock, accounts } = deps
  const { today } = sensibleDays(clock)
  const acts = confirmedActs(deps)

  async function propose(id: string, actor: TenancyActor, act: ProposalAct, said: Proposed): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    requireOfficer(actor)
    if (was.proposal) throw conflict('tenancy.proposed-already')
    requireMove(act, was, actor, { today: today(), ...said })
    if (!said.reason.trim()) throw conflict('tenancy.refused.reason-needed')
    const reasonZh = said.reasonZh.trim() || ((await readsChinese(was)) ? said.reason : '')
    if (!reasonZh) throw conflict('tenancy.reason-zh-needed')
    const by = { id: actor.id ?? '', name: actor.name ?? '' }
    const at = clock.now()
    const proposal: Proposal = { ...said, reasonZh, key: randomBytes(9).toString('hex'), act, by, at }
    return changeTenancy({ was, kind: `${act}-proposed`, actor, at, note: said.reason, set: { proposal } })
  }

  const readsChinese = async ({ tenant }: Tenancy): Promise<boolean> =>
    ((await contactIn(accounts, tenant.toHexString()))?.locale ?? 'zh') === 'zh'

  /** By a decider who did not propose it. The table judges again, by the day of confirming. */
  async function confirm(id: string, actor: TenancyActor, key: string): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (actor.kind !== 'decider') throw conflict('tenancy.refused.not-yours')
    if (was.proposal?.key !== key) throw conflict('error.stale')
    if (was.proposal.by.id === actor.id) throw conflict('tenancy.confirm-own')
    return acts.carryOut(was, was.proposal, actor)
  }

  /** By any officer: what was proposed is not decided. */
  async function withdraw(id: string, actor: TenancyActor): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    requireOfficer(actor)
    if (!was.proposal) throw conflict('tenancy.refused.no-such-move')
    return changeTenancy({ was, kind: 'proposal-withdrawn', actor, at: clock.now(), set: { proposal: null } })
  }

  /** The second key where there is one decider: whoever may use the machine (ADR 36). By the reference of the application. */
  async function confirmAtTheMachine(reference: string): Promise<Tenancy> {
    const was = await TenancyModel.findOne({ reference }).lean<Tenancy>()
    if (!was) throw notFound('tenancy.not-found')
    if (!was.proposal) throw conflict('tenancy.nothing-proposed')
    return acts.carryOut(was, was.proposal, { kind: 'decider', name: 'npm run staff' })
  }

  return { propose, confirm, withdraw, confirmAtTheMachine }
}
