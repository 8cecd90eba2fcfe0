import type { DocumentKind } from '#models/documents/document.ts'
import { forbidden } from '#shared/errors.ts'

/** Passports, papers that name their numbers, and translations, which are of the applicant's own papers as well. */
const passports: readonly DocumentKind[] = [
  'passport',
  'agent_passport',
  'power_of_attorney',
  'signed_contract',
  'notarised_translation',
]

/** Administrators look after people and settings: they see no passport, neither its number nor its picture (ADR 68). */
export const seesPassports = (role: string): boolean => role !== 'administrator'

export const isPassportClosedTo = (role: string, { kind }: { kind: DocumentKind }): boolean =>
  !seesPassports(role) && passports.includes(kind)

/** Throws `forbidden` where a document is a passport that is closed to somebody of this role. */
export function requirePassportReader(role: string, document: { kind: DocumentKind }): void {
  if (isPassportClosedTo(role, document)) throw forbidden('case.passport-hidden')
}
