import { randomBytes } from 'node:crypto'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import type { Proposal, ProposalAct, TerminationGround } from '#models/tenancies/tenancy-parts.ts'
import { type CityDay, addDays } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { refusalAfter } from '#shared/own-cause.ts'
import { isSameParty, partyInLine, withParty } from '#shared/texts/party.ts'
import type { TenancyDecision } from '#models/deciding/letter.ts'
import type { Party } from '#models/parts/party.ts'
import {
  changeTenancy,
  requireMove,
  requireOfficer,
  readTenancy,
  mailEffect,
  type ShownState,
  type TenancyEffect,
} from '../change.ts'
import { createDayChecks } from '../duties/days.ts'
import type { Deps } from '../ports.ts'
import type { TenancyActor } from '../states.ts'
import { appealDaysOf, milestonesUntil, proposedRent, remindersDue } from '../rules.ts'
import { decidedRenewal, leavingEffects, requireShownLetter, type ShownLetter } from './ending-service.ts'

/** What the page with the form showed. `rent`: the monthly rent of the listing in fen; undefined when the form does not say. */
type Shown = ShownLetter & { rent?: number | undefined }
type ConfirmedProposal = { was: Tenancy; proposal: Proposal; actor: TenancyActor; shown?: Shown }

/** Actions that two people confirm, each with its letter in two languages. */
function createConfirmedActService({ clock, premises, programme }: Pick<Deps, 'clock' | 'premises' | 'programme'>) {
  const { today } = createDayChecks(clock)

  const carryOut = (confirmed: ConfirmedProposal): Promise<Tenancy> =>
    ({ renewal: renew, paid: convertToPaid, termination: terminate, party: correctParty })[confirmed.proposal.act](
      confirmed,
    )

  /** Extends the rent-free time to a new last day. Duties continue in their rhythm, and reminders start again. */
  async function renew({ was, proposal, actor }: ConfirmedProposal): Promise<Tenancy> {
    const until = dayOf(proposal)
    const to = requireMove('renewal', was, actor, { today: today(), day: until })
    const set = {
      rentFreeUntil: until,
      // Reminders whose day has already come count as sent: the tenant has just been told of the new end.
      remindersSent: remindersDue(until, [], today()),
      milestones: milestonesUntil(was, until),
      ...settledFields(was),
    }
    const effects = notificationEffects(proposal, 'renewed', 'tenancy-renewed', { was: was.rentFreeUntil, until })
    return changeTenancy({ ...baseChange({ was, proposal, actor }), to, note: voidedExitNote(was), set, effects })
  }

  /** Starts the rent on a day, at the rate of the proposal. Later changes of the listing do not affect it. */
  async function convertToPaid({ was, proposal, actor, shown = {} }: ConfirmedProposal): Promise<Tenancy> {
    const from = dayOf(proposal)
    const to = requireMove('paid', was, actor, { today: today(), day: from })
    const listing = await premises.leaseFacts(was.premises)
    if (!listing) throw conflict('tenancy.no-listing')
    const rent = proposedRent(proposal, listing)
    if (shown.rent !== undefined && shown.rent !== rent.rentMonthFen) throw conflict('tenancy.rent-since')
    const set = { paid: { from, ...rent, frozenAt: clock.now() }, ...settledFields(was) }
    const facts = { day: from, rentFen: String(rent.rentMonthFen) }
    const effects = notificationEffects(proposal, 'converted_to_paid', 'tenancy-converted', facts)
    return changeTenancy({ ...baseChange({ was, proposal, actor }), to, note: voidedExitNote(was), set, effects })
  }

  /**
   * Terminates a tenancy for a ground: at once, or after the appeal where the ground has one. Its premises is given back
   * only after the exit inspection, because its condition is unknown until then.
   */
  async function terminate({ was, proposal, actor }: ConfirmedProposal): Promise<Tenancy> {
    const { reason, reasonZh } = proposal
    const ground = proposal.ground ?? 'other'
    const to = requireMove('termination', was, actor, { today: today(), ground, reason })
    const days = appealDaysOf(await programme.settings(), ground)
    const appealUntil = days > 0 ? addDays(today(), days) : null
    const set = {
      termination: { ground, reason, reasonZh, appealUntil },
      proposal: null,
      ...decidedRenewal(was, clock.now()),
    }
    const facts = { ground, ...(appealUntil ? { day: appealUntil } : {}) }
    const mail = appealUntil ? 'tenancy-termination' : 'tenancy-terminated'
    const effects = notificationEffects(proposal, 'terminated', mail, facts)
    const base = { ...baseChange({ was, proposal, actor }), set }
    if (appealUntil) return changeTenancy({ ...base, kind: 'termination-decided', effects })
    return changeTenancy({ ...base, to, effects: [...leavingEffects(was.exit), ...effects] })
  }

  /** Corrects how the party of the contract is called. The names before stay with the tenancy. */
  async function correctParty({ was, proposal, actor }: ConfirmedProposal): Promise<Tenancy> {
    const { party, reason } = proposal
    if (!party || !was.party) throw conflict('tenancy.refused.no-such-move')
    return changeTenancy({
      ...baseChange({ was, proposal, actor }),
      kind: 'party-corrected',
      set: { ...withParty(party), formerParties: [...(was.formerParties ?? []), was.party], proposal: null },
      effects: [mailEffect('tenancy-party-corrected', { reason, party: partyInLine(party) })],
    })
  }

  const settledFields = (was: Tenancy) => ({ exit: null, proposal: null, ...decidedRenewal(was, clock.now()) })

  const baseChange = ({ was, proposal, actor }: ConfirmedProposal) => ({
    was,
    actor,
    at: clock.now(),
    reason: proposal.reason,
    person: proposal.by,
  })

  return { carryOut }
}

/** Returns the mail to the tenant and the letter that both sides keep. */
function notificationEffects(
  { reason, reasonZh }: Proposal,
  decision: TenancyDecision,
  template: Parameters<typeof mailEffect>[0],
  facts: Record<string, string>,
): TenancyEffect[] {
  // The letter must exist before the mail that announces it.
  return [
    { kind: 'letter', facts: { ...facts, decision, reason, reasonZh } },
    mailEffect(template, { ...facts, reason }),
  ]
}

/** Returns the note that keeps the words of an exit inspection void because the tenant stays; undefined without one. */
const voidedExitNote = ({ exit }: Tenancy): string | undefined =>
  exit ? [exit.on, exit.condition, exit.defects].filter(Boolean).join('\n') : undefined

function dayOf({ day }: Proposal): CityDay {
  if (!day) throw conflict('tenancy.refused.no-such-move')
  return day
}

/**
 * Content of a proposal: the day of the renewal or first rent, the rent, the ground of a termination, the corrected names of the party,
 * and the reason in two languages.
 */
export type ProposalInput = {
  day?: CityDay
  rentPerSqMMonthFen?: number | undefined
  ground?: TerminationGround
  party?: Party
  reason: string
  reasonZh: string
}

/** Throws unless the tenancy has a party, and is to get another one. */
function requireOtherParty({ party: was }: Tenancy, party: Party | undefined): void {
  if (!was || !party) throw conflict('tenancy.refused.no-such-move')
  if (isSameParty(was, party)) throw conflict('tenancy.party-same')
}

/**
 * Proposals. Renewal, rent, termination and the names of the party need two people (ADR 71): nothing changes before the second
 * one confirms.
 */
export function createProposalService(deps: Pick<Deps, 'clock' | 'premises' | 'accounts' | 'programme'>) {
  const { clock, accounts } = deps
  const { today } = createDayChecks(clock)
  const acts = createConfirmedActService(deps)

  async function propose(
    id: string,
    actor: TenancyActor,
    act: ProposalAct,
    { since, corrections, ...input }: ProposalInput & ShownState & { corrections?: number | undefined },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    requireOfficer(actor)
    if (was.proposal) throw conflict('tenancy.proposed-already')
    if (corrections !== undefined && corrections !== (was.formerParties ?? []).length) throw conflict('error.stale')
    if (act === 'party') requireOtherParty(was, input.party)
    else requireMove(act, was, actor, { today: today(), ...input })
    if (!input.reason.trim()) throw conflict('tenancy.refused.reason-needed')
    const reasonZh = input.reasonZh.trim() || ((await readsChinese(was)) ? input.reason : '')
    if (!reasonZh) throw conflict('tenancy.reason-zh-needed')
    const by = { id: actor.id ?? '', name: actor.name ?? '' }
    const at = clock.now()
    const proposal: Proposal = { ...input, reasonZh, key: randomBytes(9).toString('hex'), act, by, at }
    return changeTenancy({ was, kind: `${act}-proposed`, actor, at, since, note: input.reason, set: { proposal } })
  }

  const readsChinese = async ({ tenant }: Tenancy): Promise<boolean> =>
    ((await accounts.people.findContact(tenant.toHexString()))?.locale ?? 'zh') === 'zh'

  /**
   * Carries out a proposal, for a decider who did not make it. The table is checked again on that day. Throws
   * `tenancy.letter-since` when the tenant's open letter about the renewal is another one than the decider was shown, and
   * `tenancy.rent-since` when the rent is.
   */
  async function confirm(id: string, actor: TenancyActor, key: string, shown: Shown = {}): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (actor.kind !== 'decider') throw conflict('tenancy.refused.not-yours')
    if (was.proposal?.key !== key) throw conflict('error.stale')
    const ownProposal =
      was.proposal.by.id === actor.id && refusalAfter([`proposes-${was.proposal.act}`], 'confirms-proposal')
    if (ownProposal) throw conflict(ownProposal)
    if (was.proposal.act !== 'party') requireShownLetter(was, shown)
    return acts.carryOut({ was, proposal: was.proposal, actor, shown })
  }

  /**
   * Withdraws a proposal, for any officer. `key` names the one that the page showed; forms of an earlier release do not say it.
   * Throws `error.stale` when another one waits by now.
   */
  async function withdraw(id: string, actor: TenancyActor, key?: string): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    requireOfficer(actor)
    if (!was.proposal) throw conflict('tenancy.refused.no-such-move')
    if (key !== undefined && was.proposal.key !== key) throw conflict('error.stale')
    return changeTenancy({ was, kind: 'proposal-withdrawn', actor, at: clock.now(), set: { proposal: null } })
  }

  /** Confirms a proposal from the command line, by the application's reference, where there is only one decider (ADR 36). */
  async function confirmAtTheMachine(reference: string): Promise<Tenancy> {
    const was = await TenancyModel.findOne({ reference }).lean<Tenancy>()
    if (!was) throw notFound('tenancy.not-found')
    if (!was.proposal) throw conflict('tenancy.nothing-proposed')
    return acts.carryOut({ was, proposal: was.proposal, actor: { kind: 'decider', name: 'npm run staff' } })
  }

  return { propose, confirm, withdraw, confirmAtTheMachine }
}
