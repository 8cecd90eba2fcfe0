import type { Schema } from 'mongoose'

/** When the retention rules took something away. */
export type Retained = {
  documentsErasedAt?: Date | null
  anonymisedAt?: Date | null
  /** When the account of its applicant was deleted: from then on it is kept no longer than a duty demands. */
  applicantLeftAt?: Date | null
}
export const retainedFields = {
  documentsErasedAt: { type: Date },
  anonymisedAt: { type: Date },
  applicantLeftAt: { type: Date },
} as const

/** What the retention job asks by: what has not been taken yet, of ended cases, the oldest first. */
export function retentionIndexes<Case>(schema: Schema<Case>): void {
  schema.index({ documentsErasedAt: 1, state: 1, stateSince: 1 }, { name: 'documents_to_erase' })
  schema.index({ anonymisedAt: 1, state: 1, stateSince: 1 }, { name: 'cases_to_anonymise' })
  schema.index({ applicantLeftAt: 1, anonymisedAt: 1 }, { sparse: true, name: 'cases_of_those_who_left' })
}
