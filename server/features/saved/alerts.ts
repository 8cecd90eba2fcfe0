import { trusted } from 'mongoose'
import { SavedModel, type Saved } from '../../../models/saved.ts'
import { alertLetters } from './letters.ts'
import { noteMatches } from './noting.ts'
import { oweLetters } from './owing.ts'
import type { Deps } from './ports.ts'

/**
 * Letters about premises that have come to match a saved search. A match is first noted (`waiting`), then owed in a letter
 * (`pendingEffects`), then written; each step is one write, so a crash repeats a step and never a premises.
 */
export function searchAlerts(deps: Deps) {
  const note = noteMatches(deps)
  const owe = oweLetters(deps)
  const letters = alertLetters(deps)

  /** Everything, in order. Safe to run at any time, in several processes. */
  async function sendAlerts(): Promise<{ noted: number; letters: number }> {
    const noted = await note()
    await owe()
    return { noted, letters: await writeOwed() }
  }

  /** Each letter is crossed out only after it has been queued. */
  async function writeOwed(): Promise<number> {
    const owing = await SavedModel.find({ 'pendingEffects.key': trusted({ $exists: true }) }, { known: 0 })
      .sort({ updatedAt: 1 })
      .limit(200)
      .lean<Saved[]>()
    const owed = owing.flatMap(saved => saved.pendingEffects.map(effect => ({ saved, effect })))
    for (const { saved, effect } of owed) {
      await letters.write(saved, effect)
      await SavedModel.updateOne({ _id: saved._id }, { $pull: { pendingEffects: { key: effect.key } } })
    }
    return owed.length
  }

  return { sendAlerts }
}
