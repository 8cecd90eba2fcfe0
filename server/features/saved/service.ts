import { searchAlerts } from './alerts.ts'
import { savedLists } from './lists.ts'
import type { Deps } from './ports.ts'
import { unsubscribing } from './unsubscribe-service.ts'

/** Favourites and saved searches of people with an account, and the letters about new matches. */
export function savedService(deps: Deps) {
  return { ...savedLists(deps), ...searchAlerts(deps), ...unsubscribing(deps) }
}
export type SavedService = ReturnType<typeof savedService>
