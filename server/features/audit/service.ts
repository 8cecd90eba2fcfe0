import type { Clock } from '#outside/clock.ts'
import { interruptedOf } from './interrupted.ts'
import { readingOf } from './reading.ts'
import { auditLogOf } from './audit-log.ts'

/**
 * The audit trail: who did what, when and why. Written by `server/web/access/audit-requests.ts` and the jobs, read by
 * administrators.
 */
export function auditService({ clock }: { clock: Clock }) {
  const trail = auditLogOf({ clock })
  return { ...trail, settleInterrupted: interruptedOf({ clock, keep: trail.keep }), ...readingOf() }
}
