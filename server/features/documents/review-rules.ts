import type { ReviewState, StoredDocument } from '#models/documents/document.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { isReadable, type ScanState } from './scan-rules.ts'

/**
 * What an officer may say of a document after what was said before. `checking` means that somebody has taken it up, and
 * takes an earlier finding back; the scanner's hold is another thing and has its own field.
 */
export const findings: Record<ReviewState, readonly ReviewState[]> = {
  received: ['checking', 'accepted', 'incorrect', 'incomplete', 'outdated'],
  checking: ['accepted', 'incorrect', 'incomplete', 'outdated'],
  accepted: ['checking', 'incorrect', 'incomplete', 'outdated'],
  incorrect: ['checking', 'accepted', 'incomplete', 'outdated'],
  incomplete: ['checking', 'accepted', 'incorrect', 'outdated'],
  outdated: ['checking', 'accepted', 'incorrect', 'incomplete'],
}

/** These ask the applicant for another file, and say why. */
const faults: readonly ReviewState[] = ['incorrect', 'incomplete', 'outdated']
const isFault = (state: ReviewState): boolean => faults.includes(state)

/** Those stored before there were findings have been received, and no more. */
export const reviewStateOf = ({ reviews }: { reviews?: readonly { state: ReviewState }[] | null }): ReviewState =>
  reviews?.at(-1)?.state ?? 'received'

export type ReviewRefusal = 'replaced' | 'unreadable' | 'no-step' | 'note-missing'
type Judged = Pick<StoredDocument, 'state' | 'reviews'> & { scanState: ScanState }

/** May this be said of the document as it stands? Pure. */
export function canJudge(document: Judged, to: ReviewState, note: string): Verdict<ReviewRefusal> {
  if (document.state !== 'current') return no('replaced')
  if (!isReadable(document.scanState)) return no('unreadable')
  if (!findings[reviewStateOf(document)].includes(to)) return no('no-step')
  return isFault(to) && note === '' ? no('note-missing') : yes
}
