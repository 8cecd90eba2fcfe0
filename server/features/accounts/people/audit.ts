import type { Account } from '#models/accounts/account.ts'
import { changeAuditActor, recordAudit, type Action, type FieldChange } from '#outside/audit.ts'

type AuditedChange = {
  action: Action
  /** Name of the changed field: `role`, `buildings`. */ field?: string
  before?: unknown
  after?: unknown
  reason?: string
  /** Several changed fields, instead of one. */
  changes?: readonly FieldChange[]
}

type Holder = Pick<Account, '_id' | 'role'>

/**
 * Records acts of colleagues on their own account. Applicants are only logged: the trail has their cases (ADR 35), and when
 * they changed their name.
 */
export function recordColleagueAct({ _id, role }: Holder, change: AuditedChange): void {
  if (role !== 'applicant') recordAccountAct(_id.toHexString(), change)
}

/** The same for somebody who has just identified themselves by a link and is not signed in. */
export function recordColleagueActByLink(holder: Holder, change: AuditedChange): void {
  if (holder.role !== 'applicant') changeAuditActor({ id: holder._id.toHexString(), role: holder.role })
  recordColleagueAct(holder, change)
}

/** Records a refused sign-in or password of a colleague. For other people only the log does. */
export function recordCredentialRefusal(
  { _id, role }: Holder,
  reason: SignInFault,
  action: 'sign-in.failed' | 'account.password_refused' = 'sign-in.failed',
): void {
  if (role === 'applicant') return
  recordAudit({ action, subject: { kind: 'account', id: _id.toHexString() }, reason, outcome: 'refused' })
}
/** Each reason has a text, `acted.reason.<fault>`. */
type SignInFault = 'wrong' | 'too-many' | 'wrong-code' | 'too-many-codes' | 'unreadable'

/** Action and field for a proposed role. */
export const proposedRoleChange = { action: 'account.role_proposed', field: 'role.proposed' } as const

/** Records an act on an account in the audit trail, by its id only. */
export function recordAccountAct(id: string, { action, reason, ...told }: AuditedChange): void {
  const { field = 'role', before = null, after = null } = told
  const changes = told.changes ?? (before === null && after === null ? [] : [{ field, before, after }])
  recordAudit({ action, subject: { kind: 'account', id }, changes, ...(reason ? { reason } : {}) })
}
