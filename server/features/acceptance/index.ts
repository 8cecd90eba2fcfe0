import type { Slice, SliceParts } from '#server/slice.ts'
import { acceptanceRoutes } from './applicant/routes.ts'
import { contractPreviewRoutes } from './contract-preview.ts'
import { acceptanceDeskRoutes } from './desk/routes.ts'

/** What follows from an accepted offer: conditions, proof of address, contract, handover. */
export const acceptanceSlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'acceptance',
  doors: () => ({
    pages: [acceptanceRoutes(services), acceptanceDeskRoutes(services), contractPreviewRoutes(services, clock)],
  }),
})
