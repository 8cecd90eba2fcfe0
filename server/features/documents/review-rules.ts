import type { ReviewState } from '../../../models/document.ts'

/** Those stored before there were findings have been received, and no more. */
export const reviewStateOf = ({ reviews }: { reviews?: readonly { state: ReviewState }[] | null }): ReviewState =>
  reviews?.at(-1)?.state ?? 'received'
