import type { Slice, SliceParts } from '#server/slice.ts'
import { outboxChecks, mailChecks } from './checks.ts'
import { carryOutEffects, deliverMail } from './jobs.ts'
import { outboxRoutes } from './routes.ts'

/** What changes leave to be done, and what of it failed. */
export const outboxSlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'outbox',
  jobs: [carryOutEffects, deliverMail],
  checks: [...outboxChecks(services.outbox), ...mailChecks({ clock })],
  doors: () => ({
    pages: [outboxRoutes(services)],
  }),
})
