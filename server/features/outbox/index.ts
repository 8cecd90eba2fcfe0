import type { Slice, SliceParts } from '#server/slice.ts'
import { outboxChecks, mailChecks } from './checks.ts'
import { carryOutEffects, deliverMail } from './jobs.ts'
import { outboxRoutes } from './routes.ts'

/** Effects that changes leave to be carried out, and those that failed. */
export const outboxSlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'outbox',
  jobs: [carryOutEffects, deliverMail],
  checks: [...outboxChecks(services.outbox), ...mailChecks({ clock })],
  doors: () => ({
    pages: [outboxRoutes(services)],
  }),
})
