import { createHash } from 'node:crypto'
import type { Application, ApplicationSnapshot } from '#models/cases/application.ts'
import type { StoredDocument } from '../ports.ts'
import { formVersion } from './fields.ts'

/** All that an application says now, sealed. */
export const snapshotOf = (
  { answers }: Pick<Application, 'answers'>,
  documents: readonly StoredDocument[],
  at: Date,
): ApplicationSnapshot =>
  sealed({
    at,
    formVersion,
    answers,
    documents: documents.map(({ _id, kind, name }) => ({ id: _id.toHexString(), kind, name })),
  })

/** The applicant's name as in the passport: in capitals, however it was typed, so that lists are in its order. */
export function nameIn({ answers }: Pick<Application, 'answers'>): string {
  const { lastNameLatin = '', firstNameLatin = '' } = answers.applicant ?? {}
  return `${String(lastNameLatin)} ${String(firstNameLatin)}`.trim().toUpperCase()
}

/** What was handed in, with the seal by which anybody can tell later that nothing of it was changed. */
export const sealed = (snapshot: ApplicationSnapshot): ApplicationSnapshot => ({
  ...snapshot,
  sha256: sealOf(snapshot),
})

/** SHA-256 in hexadecimal over time, form version, answers and documents, whatever the order of their fields. */
export function sealOf({ at, formVersion, answers, documents }: ApplicationSnapshot): string {
  const listed = documents.map(({ id, kind, name }) => [id, kind, name])
  const text = JSON.stringify([at.toISOString(), formVersion, ordered(answers), listed])
  return createHash('sha256').update(text).digest('hex')
}

/** The same value with the fields of every object by name: a database need not keep their order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return entries.map(([name, content]) => [name, ordered(content)])
}
