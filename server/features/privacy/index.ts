import type { Slice, SliceParts } from '#server/slice.ts'
import { deleteAccounts, deleteExpired } from './jobs.ts'
import { explainedRoutes } from './explained/routes.ts'
import { keepRoutes } from './keep/routes.ts'
import { ownPrivacyRoutes } from './own/routes.ts'

/** What people may ask of whatever is kept about them. */
export const privacySlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'privacy',
  jobs: [deleteAccounts, deleteExpired],
  doors: () => ({
    pages: [explainedRoutes(services), ownPrivacyRoutes(services, clock), keepRoutes(services)],
  }),
})
