import { randomBytes } from 'node:crypto'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import type { Proposal, ProposalAct, TerminationGround } from '#models/tenancies/tenancy-parts.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { changeTenancy, demandMove, demandOfficer, readTenancy } from '../change.ts'
import { sensibleDays } from '../duties/days.ts'
import { confirmedActs } from './confirmed-acts.ts'
import { contactIn } from '../mails/mails.ts'
import type { Deps } from '../ports.ts'
import type { TenancyActor } from '../states.ts'

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
    demandOfficer(actor)
    if (was.proposal) throw conflict('tenancy.proposed-already')
    demandMove(act, was, actor, { today: today(), ...said })
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
    demandOfficer(actor)
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
