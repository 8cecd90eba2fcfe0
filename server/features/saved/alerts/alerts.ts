import type { Saved } from '#models/saved/saved.ts'
import { outboxOf } from '#shared/outbox.ts'
import { alertLetters, type AlertFacts } from './letters.ts'
import { noteMatches } from './noting.ts'
import { oweLetters } from './owing.ts'
import type { Deps } from '../ports.ts'

/** The kind is stored and never renamed. */
type SavedEffects = { 'search-alert': AlertFacts }

/**
 * Letters about premises that have come to match a saved search. A match is first noted (`waiting`), then owed in a letter
 * (`pendingEffects`), then written; each step is one write, so a crash repeats a step and never a premises.
 */
export function searchAlerts(deps: Deps) {
  const note = noteMatches(deps)
  const owe = oweLetters(deps)
  const letters = alertLetters(deps)

  /** Notes what is new and owes the letters that are due. Safe to run at any time, in several processes. */
  async function oweAlerts(): Promise<{ noted: number; owed: number }> {
    return { noted: await note(), owed: await owe() }
  }

  const outbox = outboxOf<Saved, SavedEffects>({
    ...{ name: 'saved', collection: 'saved' },
    handlers: { 'search-alert': (saved, effect) => letters.write(saved, effect) },
  })

  return { oweAlerts, outbox }
}
