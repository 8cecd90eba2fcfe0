import { SavedModel, type Saved } from '#models/saved/saved.ts'
import { createOutbox } from '#shared/outbox.ts'
import { endLetters, createMatches, createMatchNoter, queueLetters } from './alerts/alerts.ts'
import { createAlertLetters, type AlertFacts } from './alerts/letters.ts'
import { savedLists } from './lists.ts'
import { savedPersonalData } from './personal-data.ts'
import type { Deps } from './ports.ts'

/** Effect kinds are stored and never renamed. */
type SavedEffects = { 'search-alert': AlertFacts }

/** Favourites and saved searches of accounts, and the alerts about new matches. */
export function savedService(deps: Deps) {
  const lists = savedLists(deps)
  const { owe, outbox } = createSearchAlerts(deps)
  return {
    ...lists,
    alerts: { owe, ...createUnsubscribing(deps) },
    outbox,
    personalData: savedPersonalData(lists.lists),
  }
}
export type SavedService = ReturnType<typeof savedService>

/**
 * Alerts about premises that have come to match a saved search. A match is first noted (`waiting`), then owed in a mail
 * (`pendingEffects`), then sent. Each step is one write, so a crash repeats a step but never reports a premises twice.
 */
function createSearchAlerts(deps: Deps) {
  const note = createMatchNoter(deps)
  const letters = createAlertLetters(deps)

  /** Notes new matches and makes the mails that are due pending. Safe to run at any time and in several processes. */
  async function queueAll(): Promise<{ noted: number; owed: number }> {
    return { noted: await note(), owed: await queueLetters(deps) }
  }

  const outbox = createOutbox<Saved, SavedEffects>({
    name: 'saved',
    collection: 'saved',
    handlers: { 'search-alert': (saved, effect) => letters.write(saved, effect) },
  })

  return { owe: queueAll, outbox }
}

/** Stops the alerts of one search with the secret of its mails, signed in or not. */
function createUnsubscribing({ catalogue }: Pick<Deps, 'catalogue'>) {
  /** Returns the search of a secret and whether its alerts are on; null for an unknown secret. */
  async function behind(token: string): Promise<{ query: string; alive: boolean } | null> {
    const saved = await SavedModel.findOne({ 'searches.token': token }, { searches: 1 }).lean<Pick<Saved, 'searches'>>()
    const search = saved?.searches.find(one => one.token === token)
    return search ? { query: search.query, alive: search.alert !== 'none' } : null
  }

  /** Stops the alerts, including those pending but not yet queued. May be repeated. */
  async function end(token: string): Promise<void> {
    const saved = await SavedModel.findOne({ 'searches.token': token }, { searches: 1 }).lean<Pick<Saved, 'searches'>>()
    const key = saved?.searches.find(one => one.token === token)?.key
    if (!key) return
    const change = { $set: { 'searches.$.alert': 'none' } }
    await endLetters({ 'searches.token': token }, { key, change }, createMatches(catalogue))
  }

  return { behind, end }
}
