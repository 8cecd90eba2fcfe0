import { createHash } from 'node:crypto'
import type { Application, ApplicationSnapshot } from '#models/cases/application.ts'
import type { StoredDocument } from '../ports.ts'
import { formVersion } from './fields.ts'

/** Returns a sealed snapshot of the current answers and documents. */
export const snapshotOf = (
  { answers }: Pick<Application, 'answers'>,
  documents: readonly StoredDocument[],
  at: Date,
): ApplicationSnapshot =>
  sealSnapshot({
    at,
    formVersion,
    answers,
    documents: documents.map(({ _id, kind, name }) => ({ id: _id.toHexString(), kind, name })),
  })

/** Returns the applicant's name as in the passport, in capitals however it was typed, so that lists sort correctly. */
export function nameIn({ answers }: Pick<Application, 'answers'>): string {
  const { lastNameLatin = '', firstNameLatin = '' } = answers.applicant ?? {}
  return `${String(lastNameLatin)} ${String(firstNameLatin)}`.trim().toUpperCase()
}

/** Returns the snapshot with its seal, by which later changes can be detected. */
export const sealSnapshot = (snapshot: ApplicationSnapshot): ApplicationSnapshot => ({
  ...snapshot,
  sha256: sealOf(snapshot),
})

/** Returns the SHA-256, in hexadecimal, over time, form version, answers and documents, whatever their order of fields. */
export function sealOf({ at, formVersion, answers, documents }: ApplicationSnapshot): string {
  const listed = documents.map(({ id, kind, name }) => [id, kind, name])
  const text = JSON.stringify([at.toISOString(), formVersion, sortFields(answers), listed])
  return createHash('sha256').update(text).digest('hex')
}

/** Returns the value with the fields of every object sorted by name, because a database need not keep their order. */
function sortFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortFields)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return entries.map(([name, content]) => [name, sortFields(content)])
}
