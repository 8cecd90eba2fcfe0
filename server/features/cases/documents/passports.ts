import type { DocumentKind } from '#models/documents/document.ts'
import { forbidden } from '#shared/errors.ts'

/** Passports, documents that contain their numbers, and translations, which may be translations of such documents. */
const passports: readonly DocumentKind[] = [
  'passport',
  'agent_passport',
  'power_of_attorney',
  'signed_contract',
  'notarised_translation',
]

/**
 * Checks whether a role may see passports. Administrators keep people and settings: they see neither number nor picture of a
 * passport (ADR 68).
 */
export const seesPassports = (role: string): boolean => role !== 'administrator'

export const isPassportClosedTo = (role: string, { kind }: { kind: DocumentKind }): boolean =>
  !seesPassports(role) && passports.includes(kind)

/** Throws `forbidden` when a document is a passport that this role may not see. */
export function requirePassportReader(role: string, document: { kind: DocumentKind }): void {
  if (isPassportClosedTo(role, document)) throw forbidden('case.passport-hidden')
}
