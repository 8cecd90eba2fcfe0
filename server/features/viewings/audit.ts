import type { Viewing, ViewingState } from '#models/viewings/viewing.ts'
import { recordAudit, type Action } from '#outside/audit.ts'

type Changed = Extract<Action, `viewing.${string}`>

/** Tells the trail what became of a viewing. Why one was called off stands with it, for it is written to a visitor. */
export function auditViewing({ _id, premises, state }: Viewing, action: Changed, after: ViewingState): void {
  const subject = { kind: 'viewing', id: _id.toHexString(), label: premises } as const
  recordAudit({ action, subject, changes: [{ field: 'state', before: state, after }] })
}

/** Somebody else, named by `to`, shows it from now on. */
export function auditGuide({ _id, premises, guideName }: Viewing, to: string): void {
  const subject = { kind: 'viewing', id: _id.toHexString(), label: premises } as const
  const changes = [{ field: 'guide', before: guideName, after: to }]
  recordAudit({ action: 'viewing.given', subject, changes })
}

/** Many at once are one act. */
export function auditPublished(premises: readonly string[], count: number): void {
  if (count > 0) tellOfCalendar('viewing.published', premises, count)
}

/** Free times of premises that nobody may look at any more are taken away by the program, booked ones left to the managers. */
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
