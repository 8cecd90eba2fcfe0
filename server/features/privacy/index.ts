import type { Slice, SliceParts } from '#server/slice.ts'
import { deleteAccounts, deleteExpired } from './jobs.ts'
import { explainedRoutes } from './explained/routes.ts'
import { keepRoutes } from './keep/routes.ts'
import { ownPrivacyRoutes } from './own/routes.ts'

/** Personal data: export, deletion, and retention periods. */
export const privacySlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'privacy',
  jobs: [deleteAccounts, deleteExpired],
  doors: () => ({
    pages: [explainedRoutes(services), ownPrivacyRoutes(services, clock), keepRoutes(services)],
  }),
})
