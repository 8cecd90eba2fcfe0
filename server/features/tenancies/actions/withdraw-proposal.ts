import { z } from 'zod'
import { tenancyAction } from '../manage/action.ts'
import { proposalFacts } from '../manage/proposal-facts.ts'
import { proposalShown } from './parts.ts'

/** Withdraws a proposal that nobody has confirmed. */
export const withdrawProposal = tenancyAction({
  name: 'withdraw-proposal',
  roles: ['reviewer', 'decider'],
  isOpen: ({ proposal }) => Boolean(proposal),
  input: z.object({ proposal: z.string().max(40).optional().catch(undefined) }),
  shows: proposalShown,
  facts: ({ reader, tenancy }) => proposalFacts(reader, tenancy),
  run: ({ tenancies }, { id, actor, input }) => tenancies.proposals.withdraw(id, actor, input.proposal),
})
