import type { Answers } from '#models/cases/application.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import { papersFor } from '../papers/papers-for.ts'

/** Returns the documents that these answers require. Papers of later stages are conditions or obligations. */
export const requiredDocuments = (answers: Answers): DocumentKind[] =>
  papersFor(answers).flatMap(row => {
    if (row.when !== 'application') return []
    return [row.paper === 'identity_card' ? 'passport' : row.paper]
  })

/** Returns the required documents that are not present yet. */
export function missingDocuments(answers: Answers, present: readonly { kind: string }[]): DocumentKind[] {
  const kinds = new Set(present.map(document => document.kind))
  return requiredDocuments(answers).filter(kind => !kinds.has(kind))
}
