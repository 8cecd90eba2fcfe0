import type { Slice, SliceParts } from '#server/slice.ts'
import { deleteAccounts, deleteExpired } from './jobs.ts'
import { privacyRoutes } from './routes.ts'

/** What people may ask of whatever is kept about them. */
export const privacySlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'privacy',
  jobs: [deleteAccounts, deleteExpired],
  doors: () => ({
    pages: [privacyRoutes(services, clock)],
  }),
})
