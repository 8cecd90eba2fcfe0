import type { Schema } from 'mongoose'

/** Dates at which the retention rules removed data. */
export type WithRetention = {
  documentsErasedAt?: Date | null
  anonymisedAt?: Date | null
  /** Date the applicant's account was deleted. From then on the case is kept no longer than a legal duty demands. */
  applicantLeftAt?: Date | null
}
export const retainedFields = {
  documentsErasedAt: { type: Date },
  anonymisedAt: { type: Date },
  applicantLeftAt: { type: Date },
} as const

/** Adds the indexes of the retention job: ended cases whose data have not been removed yet, the oldest first. */
export function addRetentionIndexes<Case>(schema: Schema<Case>): void {
  schema.index({ documentsErasedAt: 1, state: 1, stateSince: 1 }, { name: 'documents_to_erase' })
  schema.index({ anonymisedAt: 1, state: 1, stateSince: 1 }, { name: 'cases_to_anonymise' })
  schema.index({ applicantLeftAt: 1, anonymisedAt: 1 }, { sparse: true, name: 'cases_of_those_who_left' })
}
