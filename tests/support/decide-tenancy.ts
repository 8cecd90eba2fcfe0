import mongoose from 'mongoose'
import type { ProposalAct } from '#models/tenancies/tenancy-parts.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { TenanciesService } from '#features/tenancies/service.ts'

const colleague = (name: string) => ({
  kind: 'decider' as const,
  id: new mongoose.Types.ObjectId().toHexString(),
  name,
})
const proposer = colleague('李慧兰')
const confirmer = colleague('王伟')

type Said = Partial<Parameters<TenanciesService['proposals']['propose']>[3]>

/** Lets one decider propose a decision and another confirm it. */
export async function decide(
  tenancies: { proposals: Pick<TenanciesService['proposals'], 'propose' | 'confirm'> },
  id: string,
  act: ProposalAct,
  said: Said,
): Promise<Tenancy> {
  const { proposal } = await tenancies.proposals.propose(id, proposer, act, {
    reason: 'Так решили',
    reasonZh: '如此决定',
    ...said,
  })
  return tenancies.proposals.confirm(id, confirmer, proposal?.key ?? '')
}
