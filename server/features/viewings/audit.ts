import type { Viewing, ViewingState } from '#models/viewings/viewing.ts'
import { recordAudit, type Action } from '#outside/audit.ts'

type ViewingAction = Extract<Action, `viewing.${string}`>

/**
 * Records the new state of a viewing in the audit trail. The reason for calling it off is kept only with the viewing,
 * because it is addressed to a visitor.
 */
export function recordViewingChange(
  { _id, premises, state }: Viewing,
  action: ViewingAction,
  after: ViewingState,
): void {
  const subject = { kind: 'viewing', id: _id.toHexString(), label: premises } as const
  recordAudit({ action, subject, changes: [{ field: 'state', before: state, after }] })
}

/** Records that another guide, named by `to`, shows the viewing from now on. */
export function recordGuideChange({ _id, premises, guideName }: Viewing, to: string): void {
  const subject = { kind: 'viewing', id: _id.toHexString(), label: premises } as const
  const changes = [{ field: 'guide', before: guideName, after: to }]
  recordAudit({ action: 'viewing.given', subject, changes })
}

/** Records the publishing of several times as one act. */
export function recordPublishedSlots(premises: readonly string[], count: number): void {
  if (count > 0) recordCalendarChange('viewing.published', premises, count)
}

/**
 * Records what the system did after a premises could no longer be viewed: free times are withdrawn, booked ones are flagged
 * for the managers.
 */
export function recordClosedPremises(
  premises: string,
  { withdrawn, flagged }: { withdrawn: number; flagged: number },
): void {
  if (withdrawn > 0) recordCalendarChange('viewing.withdrawn', [premises], withdrawn)
  if (flagged > 0) recordCalendarChange('viewing.flagged', [premises], flagged)
}

function recordCalendarChange(action: ViewingAction, premises: readonly string[], count: number): void {
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
