import type { Account } from '#models/accounts/account.ts'
import { changeAuditActor, recordAudit, type Action, type FieldChange } from '#outside/audit.ts'

type Told = {
  action: Action
  /** What it is: `role`, `buildings`. */ field?: string
  before?: unknown
  after?: unknown
  reason?: string
  /** Several fields, instead of one. */
  changes?: readonly FieldChange[]
}

type Holder = Pick<Account, '_id' | 'role'>

/** What colleagues do at their own door. Of applicants only the log tells: the trail knows them by their cases (ADR 35). */
export function auditColleague({ _id, role }: Holder, told: Told): void {
  if (role !== 'applicant') auditAccount(_id.toHexString(), told)
}

/** The same of somebody who has just shown by a link who they are, and is not signed in. */
export function auditColleagueByLink(holder: Holder, told: Told): void {
  if (holder.role !== 'applicant') changeAuditActor({ id: holder._id.toHexString(), role: holder.role })
  auditColleague(holder, told)
}

/** A colleague's door that was tried in vain; of anybody else's only the log tells. */
export function auditRefusal(
  { _id, role }: Holder,
  reason: SignInFault,
  action: 'sign-in.failed' | 'account.password_refused' = 'sign-in.failed',
): void {
  if (role === 'applicant') return
  recordAudit({ action, subject: { kind: 'account', id: _id.toHexString() }, reason, outcome: 'refused' })
}
/** Each has its words, `acted.reason.<fault>`. */
type SignInFault = 'wrong' | 'too-many' | 'wrong-code' | 'too-many-codes' | 'unreadable'

/** A role that somebody may get. */
export const proposed = { action: 'account.role_proposed', field: 'role.proposed' } as const

/** Tells the trail what was done about an account, by its id alone. */
export function auditAccount(id: string, { action, reason, ...told }: Told): void {
  const { field = 'role', before = null, after = null } = told
  const changes = told.changes ?? (before === null && after === null ? [] : [{ field, before, after }])
  recordAudit({ action, subject: { kind: 'account', id }, changes, ...(reason ? { reason } : {}) })
}
