import type { Clock } from '#outside/clock.ts'
import { withDeps } from '#shared/with-deps.ts'
import { settleInterrupted } from './interrupted-requests.ts'
import { entryInChain, findEntries, isAct, newestNumber, streamEntries } from './reading.ts'
import { createAuditLog } from './audit-log.ts'

/**
 * The audit trail: who did what, when and why. Written by `server/web/access/audit-requests.ts` and the jobs, read by
 * administrators.
 */
export function auditService({ clock }: { clock: Clock }) {
  const trail = createAuditLog({ clock })
  return {
    ...trail,
    settleInterrupted: withDeps({ clock, keep: trail.keep }, settleInterrupted),
    find: findEntries,
    all: streamEntries,
    entryInChain,
    newest: newestNumber,
    isAct,
  }
}
