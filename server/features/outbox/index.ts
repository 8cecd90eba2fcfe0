import type { Slice, SliceParts } from '#server/slice.ts'
import { carryOutEffects, deliverMail } from './jobs.ts'
import { outboxRoutes } from './routes.ts'

/** What changes leave to be done, and what of it failed. */
export const outboxSlice = ({ services }: SliceParts): Slice => ({
  name: 'outbox',
  jobs: [carryOutEffects, deliverMail],
  doors: () => ({
    pages: [outboxRoutes(services)],
  }),
})
