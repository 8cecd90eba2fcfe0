import { SavedModel, type Saved } from '#models/saved/saved.ts'
import { endLetters } from './alerts/ending.ts'
import { matchesIn } from './alerts/matching.ts'
import type { Deps } from './ports.ts'

/** Ending the letters about one search with the secret that stands in them, signed in or not. */
export function unsubscribing({ premises }: Pick<Deps, 'premises'>) {
  /** The search behind a secret and whether its letters still come; null for a secret that opens nothing (any more). */
  async function alertBehind(token: string): Promise<{ query: string; alive: boolean } | null> {
    const saved = await SavedModel.findOne({ 'searches.token': token }, { searches: 1 }).lean<Pick<Saved, 'searches'>>()
    const search = saved?.searches.find(one => one.token === token)
    return search ? { query: search.query, alive: search.alert !== 'none' } : null
  }

  /** Ends the letters, those that are owed but not yet queued included. May be asked again. */
  async function endAlert(token: string): Promise<void> {
    const saved = await SavedModel.findOne({ 'searches.token': token }, { searches: 1 }).lean<Pick<Saved, 'searches'>>()
    const key = saved?.searches.find(one => one.token === token)?.key
    if (!key) return
    const change = { $set: { 'searches.$.alert': 'none' } }
    await endLetters({ 'searches.token': token }, { key, change }, matchesIn(premises))
  }

  return { alertBehind, endAlert }
}
