import type { SessionAccount } from '#web/locals.ts'
import { buildingsOf } from '../accounts/scope.ts'

/** Buildings whose premises a colleague can see and change; null for all. */
export type Scope = { buildings: readonly string[] | null }

/** Returns the scope of an account. The table, its exports and its bulk changes all limit their premises with it. */
export const scopeOf = (account: Pick<SessionAccount, 'role' | 'buildings'>): Scope => ({
  buildings: buildingsOf(account),
})
