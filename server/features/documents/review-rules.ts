import type { ReviewState, StoredDocument } from '#models/documents/document.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { isReadable, type ScanState } from './scan-rules.ts'

/**
 * Findings allowed after the current one. `checking` means that somebody has started a check, and withdraws an earlier
 * finding. A hold by the malware scanner is separate and has a field of its own.
 */
export const findings: Record<ReviewState, readonly ReviewState[]> = {
  received: ['checking', 'accepted', 'incorrect', 'incomplete', 'outdated'],
  checking: ['accepted', 'incorrect', 'incomplete', 'outdated'],
  accepted: ['checking', 'incorrect', 'incomplete', 'outdated'],
  incorrect: ['checking', 'accepted', 'incomplete', 'outdated'],
  incomplete: ['checking', 'accepted', 'incorrect', 'outdated'],
  outdated: ['checking', 'accepted', 'incorrect', 'incomplete'],
}

/** Findings that ask the applicant for another file and say why. */
const faults: readonly ReviewState[] = ['incorrect', 'incomplete', 'outdated']
const isFault = (state: ReviewState): boolean => faults.includes(state)

/** Documents stored before findings existed count as received. */
export const reviewStateOf = ({ reviews }: { reviews?: readonly { state: ReviewState }[] | null }): ReviewState =>
  reviews?.at(-1)?.state ?? 'received'

export type ReviewRefusal = 'replaced' | 'unreadable' | 'no-step' | 'note-missing'
type ReviewedDocument = Pick<StoredDocument, 'state' | 'reviews'> & { scanState: ScanState }

/** Checks whether this finding may be given to the document now. Pure. */
export function canJudge(document: ReviewedDocument, to: ReviewState, note: string): Verdict<ReviewRefusal> {
  if (document.state !== 'current') return no('replaced')
  if (!isReadable(document.scanState)) return no('unreadable')
  if (!findings[reviewStateOf(document)].includes(to)) return no('no-step')
  return isFault(to) && note === '' ? no('note-missing') : yes
}
