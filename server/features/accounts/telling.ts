import { tell, type Action } from '../../outside/acting.ts'

type Told = {
  action: Action
  /** What it is: `role`, `buildings`. */ field?: string
  before?: unknown
  after?: unknown
  reason?: string
}

/** A role that somebody may get. */
export const proposed = { action: 'account.role_proposed', field: 'role.proposed' } as const

/** Tells the trail what was done about an account, by its id alone. */
export function tellOfAccount(id: string, { action, field = 'role', before = null, after = null, reason }: Told): void {
  const changes = before === null && after === null ? [] : [{ field, before, after }]
  tell({ action, subject: { kind: 'account', id }, changes, ...(reason ? { reason } : {}) })
}
