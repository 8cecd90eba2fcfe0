import { searchAlerts } from './alerts/alerts.ts'
import { savedLists } from './lists.ts'
import { savedPersonalData } from './personal-data.ts'
import type { Deps } from './ports.ts'
import { unsubscribing } from './unsubscribe-service.ts'

/** Favourites and saved searches of people with an account, and the letters about new matches. */
export function savedService(deps: Deps) {
  const lists = savedLists(deps)
  return { ...lists, ...searchAlerts(deps), ...unsubscribing(deps), personalData: savedPersonalData(lists) }
}
export type SavedService = ReturnType<typeof savedService>
