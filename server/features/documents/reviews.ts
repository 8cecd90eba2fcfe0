import { trusted } from 'mongoose'
import { DocumentModel, type ReviewState, type StoredDocument } from '#models/documents/document.ts'
import type { Clock } from '#outside/clock.ts'
import { conflict } from '#shared/errors.ts'
import { canJudge } from './review-rules.ts'
import type { ScanState } from './scan-rules.ts'

type Judgement = {
  /** As the officer saw it: refused when somebody has said something since. */
  document: Pick<StoredDocument, '_id' | 'state' | 'reviews'> & { scanState: ScanState }
  /** How many findings there were on the officer's page. */
  seen: number
  to: ReviewState
  /** What the applicant is told; '' for nothing. */
  note: string
  by: { id: string; name: string; role: string }
}

export function reviewsOf({ clock }: { clock: Clock }) {
  /**
   * Writes down what an officer found. Throws a conflict that names the reason: it was replaced, is not readable, or
   * somebody else has said something in between.
   */
  async function judge({ document, seen, to, note, by }: Judgement): Promise<void> {
    const facts = { document: document._id.toHexString() }
    const verdict = canJudge(document, to, note)
    if (!verdict.ok) throw conflict(`document.refused.${verdict.reason}`, { facts })
    const { modifiedCount } = await DocumentModel.updateOne(
      { _id: document._id, state: 'current', reviews: trusted({ $size: seen }) },
      { $push: { reviews: { state: to, ...(note ? { note } : {}), at: clock.now(), by } } },
    )
    if (modifiedCount === 0) throw conflict('document.refused.stale', { facts })
  }

  return { judge }
}
