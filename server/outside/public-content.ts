import mongoose from 'mongoose'
import { PublicContentModel } from '#models/public-content.ts'
import { wasAskedLately } from './asked-lately.ts'
import type { Clock } from './clock.ts'

const _id = 'public-content'

/**
 * Tells every process when something that public pages show has changed: incentives, zones, settings, viewings. (Premises
 * and buildings have the catalogue's own revision.) Whoever writes such a thing calls `changed` afterwards, also when only
 * a part was written; whoever keeps a page or a reading keeps it with its `stamp`.
 */
export function publicContent({ clock }: { clock: Clock }) {
  let known = { mark: '', at: Number.NEGATIVE_INFINITY }
  let asking: Promise<void> | null = null

  /** Names the present state; asks the database two or three times a second at most. */
  async function mark(): Promise<string> {
    if (!wasAskedLately(known.at)) await (asking ??= ask().finally(() => (asking = null)))
    return known.mark
  }

  /**
   * The state and the minute: what depends on the hour (the next viewing), and a change whose writer was killed before it
   * could say so, are right with the next minute.
   */
  const stamp = async (): Promise<string> => `${await mark()} ${Math.floor(clock.now().getTime() / 60_000)}`

  async function ask(): Promise<void> {
    const at = Date.now()
    const content = await PublicContentModel.findById(_id).lean()
    known = { mark: String(content?.mark ?? ''), at }
  }

  /** Says that something has been written. This process knows at once, the others within half a second. */
  async function changed(): Promise<void> {
    await PublicContentModel.updateOne({ _id }, { $set: { mark: new mongoose.Types.ObjectId() } }, { upsert: true })
    // An answer that is under way may have been read before this write.
    await asking
    known.at = Number.NEGATIVE_INFINITY
  }

  return { mark, stamp, changed }
}
export type PublicContent = ReturnType<typeof publicContent>
