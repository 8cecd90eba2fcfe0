import type { Slice, SliceParts } from '#server/slice.ts'
import { actionRoutes } from '../cases/desk/case-actions.ts'
import type { CaseDesk } from '../cases/desk/case-desk.ts'
import { conditionsNotMet } from './actions/conditions-not-met.ts'
import { contract } from './actions/contract.ts'
import { acceptanceRoutes } from './applicant/routes.ts'
import { contractPreviewRoutes } from './contract-preview.ts'
import { acceptanceDeskRoutes } from './desk/routes.ts'

/** What follows from an accepted offer: conditions, proof of address, contract, handover. */
export const acceptanceSlice = ({ services, clock }: SliceParts, desk: CaseDesk): Slice => ({
  name: 'acceptance',
  doors: () => ({
    pages: [
      actionRoutes([conditionsNotMet, contract], services, desk),
      acceptanceRoutes(services),
      acceptanceDeskRoutes(services),
      contractPreviewRoutes(services, clock),
    ],
  }),
})
