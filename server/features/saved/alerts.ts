import { trusted } from 'mongoose'
import type { PendingEffect } from '../../../models/parts/history.ts'
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

  /** Each letter is crossed out only after it has been queued. One that cannot be written holds up no other. */
  async function writeOwed(): Promise<number> {
    const owing = SavedModel.find({ 'pendingEffects.key': trusted({ $exists: true }) }, { known: 0 }).lean<Saved>()
    const failures: unknown[] = []
    let written = 0
    for await (const saved of owing.cursor()) {
      const done = await Promise.allSettled(saved.pendingEffects.map(effect => write(saved, effect)))
      failures.push(...done.flatMap(one => (one.status === 'rejected' ? [one.reason as unknown] : [])))
      written += done.length
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} letters could not be written`)
    return written
  }

  async function write(saved: Saved, effect: PendingEffect): Promise<void> {
    await letters.write(saved, effect)
    await SavedModel.updateOne({ _id: saved._id }, { $pull: { pendingEffects: { key: effect.key } } })
  }

  return { sendAlerts }
}
