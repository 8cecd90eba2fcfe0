import { trusted } from 'mongoose'
import { DocumentModel, type ReviewState, type StoredDocument } from '#models/documents/document.ts'
import type { Clock } from '#outside/clock.ts'
import { conflict } from '#shared/errors.ts'
import { canJudge } from './review-rules.ts'
import type { ScanState } from './scan-rules.ts'

type FindingInput = {
  /** The document as the officer saw it; refused when there is a newer finding. */
  document: Pick<StoredDocument, '_id' | 'state' | 'reviews'> & { scanState: ScanState }
  /** Number of findings shown on the officer's page. */
  seen: number
  to: ReviewState
  /** Note for the applicant; empty for none. */
  note: string
  by: { id: string; name: string; role: string }
}

export function createDocumentReviews({ clock }: { clock: Clock }) {
  /**
   * Records an officer's finding. Throws a conflict that names the reason: the document was replaced, is not readable, or
   * has a newer finding.
   */
  async function judge({ document, seen, to, note, by }: FindingInput): Promise<void> {
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
