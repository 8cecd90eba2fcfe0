import mongoose from 'mongoose'
import { PublicContentModel } from '#models/public-content.ts'
import { isAnswerFresh } from './answer-freshness.ts'
import type { Clock } from './clock.ts'

const _id = 'public-content'

/**
 * Tells every process when something that public pages show has changed: incentives, zones, settings, viewings. (Premises
 * and buildings have the catalogue's own revision.) Code that writes such a thing calls `changed` afterwards, even after a
 * partial write. Code that caches a page or a reading keeps it with its `stamp`.
 */
export function publicContent({ clock }: { clock: Clock }) {
  let cached = { mark: '', at: Number.NEGATIVE_INFINITY }
  let asking: Promise<void> | null = null

  /** Returns the mark of the present state; asks the database two or three times a second at most. */
  async function mark(): Promise<string> {
    if (!isAnswerFresh(cached.at)) await (asking ??= readMark().finally(() => (asking = null)))
    return cached.mark
  }

  /**
   * Returns the mark and the minute. The minute corrects what depends on the time (the next viewing), and changes whose
   * writer was killed before it could call `changed`.
   */
  const stamp = async (): Promise<string> => `${await mark()} ${Math.floor(clock.now().getTime() / 60_000)}`

  async function readMark(): Promise<void> {
    const at = Date.now()
    const content = await PublicContentModel.findById(_id).lean()
    cached = { mark: String(content?.mark ?? ''), at }
  }

  /** Marks the content as changed. This process knows at once, the others within half a second. */
  async function changed(): Promise<void> {
    await PublicContentModel.updateOne({ _id }, { $set: { mark: new mongoose.Types.ObjectId() } }, { upsert: true })
    // A query under way may have been read before this write.
    await asking
    cached.at = Number.NEGATIVE_INFINITY
  }

  return { mark, stamp, changed }
}
export type PublicContent = ReturnType<typeof publicContent>
