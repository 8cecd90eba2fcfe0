import type { Clock } from '#outside/clock.ts'
import { createInterruptedService } from './interrupted-requests.ts'
import { createAuditReader } from './reading.ts'
import { createAuditLog } from './audit-log.ts'

/**
 * The audit trail: who did what, when and why. Written by `server/web/access/audit-requests.ts` and the jobs, read by
 * administrators.
 */
export function auditService({ clock }: { clock: Clock }) {
  const trail = createAuditLog({ clock })
  return { ...trail, settleInterrupted: createInterruptedService({ clock, keep: trail.keep }), ...createAuditReader() }
}
