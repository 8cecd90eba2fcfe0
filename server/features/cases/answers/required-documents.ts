import type { Answers } from '#models/cases/application.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { papersFor } from '../papers/papers-for.ts'

/** Returns the documents that these answers require on a day (`paperDay`). Papers of later stages are conditions or obligations. */
export const requiredDocuments = (answers: Answers, day: CityDay): DocumentKind[] =>
  papersFor(answers, day).flatMap(row => {
    if (row.when !== 'application') return []
    return [row.paper === 'identity_card' ? 'passport' : row.paper]
  })

/** Returns the required documents that are not present yet. */
export function missingDocuments(answers: Answers, present: readonly { kind: string }[], day: CityDay): DocumentKind[] {
  const kinds = new Set(present.map(document => document.kind))
  return requiredDocuments(answers, day).filter(kind => !kinds.has(kind))
}
