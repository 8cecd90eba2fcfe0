import { z } from 'zod'
import { tenancyAction } from '../manage/action.ts'
import { proposalFacts } from '../manage/proposal-facts.ts'
import { rentFacts } from '../manage/rent.ts'
import { proposedRent } from '../rules.ts'
import { letterInput, letterShown, proposalShown } from './parts.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'

const decidesLetter = ({ proposal }: Tenancy): boolean => proposal?.act !== 'party'

/** Confirms what a colleague has proposed; it then takes effect. */
export const confirm = tenancyAction({
  name: 'confirm',
  roles: ['decider'],
  isOpen: ({ proposal }, { actor }) => Boolean(proposal) && proposal?.by.id !== actor.id,
  step: true,
  decidesLetter,
  setsRent: ({ proposal }) => proposal?.act === 'paid',
  /** `rent`: the monthly rent on the page with the form, in fen. */
  input: z.object({
    proposal: z.string().max(40),
    letter: letterInput,
    rent: z.coerce.number().int().min(0).optional().catch(undefined),
  }),
  shows(making) {
    const { tenancy, listing } = making
    const rent = listing ? [{ name: 'rent', value: String(proposedRent(tenancy.proposal, listing).rentMonthFen) }] : []
    return [...proposalShown(making), ...(decidesLetter(tenancy) ? letterShown(making) : []), ...rent]
  },
  lead: ({ proposal }) => (proposal?.act === 'party' ? 'lease.confirm.confirm-party' : null),
  facts: making => [...proposalFacts(making.reader, making.tenancy), ...rentFacts(making)],
  run: ({ tenancies }, { id, actor, input: { proposal, ...shown } }) =>
    tenancies.proposals.confirm(id, actor, proposal, shown),
})
