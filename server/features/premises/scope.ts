import type { SessionAccount } from '#web/locals.ts'
import { buildingsOf } from '../accounts/scope.ts'

/** Of which buildings a colleague sees and changes the premises; null: of all. */
export type Scope = { buildings: readonly string[] | null }

/** The one place where what a colleague may work on is narrowed: the table, its exports and its bulk changes ask here. */
export const scopeOf = (account: Pick<SessionAccount, 'role' | 'buildings'>): Scope => ({
  buildings: buildingsOf(account),
})
