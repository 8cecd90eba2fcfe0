import type { Viewing, ViewingState } from '#models/viewings/viewing.ts'
import { recordAudit, type Action } from '#outside/audit.ts'

type Changed = Extract<Action, `viewing.${string}`>

/**
 * Records the new state of a viewing in the audit trail. The reason for calling it off is kept only with the viewing,
 * because it is addressed to a visitor.
 */
export function auditViewing({ _id, premises, state }: Viewing, action: Changed, after: ViewingState): void {
  const subject = { kind: 'viewing', id: _id.toHexString(), label: premises } as const
  recordAudit({ action, subject, changes: [{ field: 'state', before: state, after }] })
}

/** Records that another guide, named by `to`, shows the viewing from now on. */
export function auditGuide({ _id, premises, guideName }: Viewing, to: string): void {
  const subject = { kind: 'viewing', id: _id.toHexString(), label: premises } as const
  const changes = [{ field: 'guide', before: guideName, after: to }]
  recordAudit({ action: 'viewing.given', subject, changes })
}

/** Records the publishing of several times as one act. */
export function auditPublished(premises: readonly string[], count: number): void {
  if (count > 0) tellOfCalendar('viewing.published', premises, count)
}

/**
 * Records what the system did after a premises could no longer be viewed: free times are withdrawn, booked ones are flagged
 * for the managers.
 */
export function auditClosed(premises: string, { withdrawn, flagged }: { withdrawn: number; flagged: number }): void {
  if (withdrawn > 0) tellOfCalendar('viewing.withdrawn', [premises], withdrawn)
  if (flagged > 0) tellOfCalendar('viewing.flagged', [premises], flagged)
}

function tellOfCalendar(action: Changed, premises: readonly string[], count: number): void {
  const [only] = premises.length === 1 ? premises : []
  recordAudit({
    action,
    subject: { kind: 'viewing', id: 'calendar', ...(only ? { label: only } : {}) },
    changes: [
      { field: 'premises', before: null, after: premises },
      { field: 'counts', before: null, after: count },
    ],
  })
}
