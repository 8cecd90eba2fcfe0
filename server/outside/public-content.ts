import mongoose from 'mongoose'
import { PublicContentModel } from '../../models/public-content.ts'

const _id = 'public-content'
/** Half of the second within which every process must have noticed a change. */
const askAgainMs = 500

/**
 * Tells every process when something that public pages show has changed: incentives, zones, settings, viewings. (Premises
 * and buildings have the catalogue's own revision.) Whoever writes such a thing calls `changed` afterwards; whoever keeps
 * a page or a reading keeps it with its `stamp`.
 */
export function publicContent() {
  let known = { stamp: '', at: Number.NEGATIVE_INFINITY }
  let asking: Promise<void> | null = null

  /** Names the present state; asks the database at most twice a second. */
  async function stamp(): Promise<string> {
    if (performance.now() - known.at >= askAgainMs) await (asking ??= ask().finally(() => (asking = null)))
    return known.stamp
  }

  async function ask(): Promise<void> {
    const at = performance.now()
    const content = await PublicContentModel.findById(_id).lean()
    known = { stamp: String(content?.mark ?? ''), at }
  }

  /** Says that something has been written. This process knows at once, the others within half a second. */
  async function changed(): Promise<void> {
    await PublicContentModel.updateOne({ _id }, { $set: { mark: new mongoose.Types.ObjectId() } }, { upsert: true })
    // An answer that is under way may have been read before this write.
    await asking
    known.at = Number.NEGATIVE_INFINITY
  }

  return { stamp, changed }
}
export type PublicContent = ReturnType<typeof publicContent>
