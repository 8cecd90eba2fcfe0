import type { DocumentKind } from '../../../../models/document.ts'
import { forbidden } from '../../../shared/errors.ts'

const passports: readonly DocumentKind[] = ['passport', 'agent_passport']

/** Administrators look after people and settings: they see no passport, neither its number nor its picture (ADR 68). */
export const isPassportClosedTo = (role: string, { kind }: { kind: DocumentKind }): boolean =>
  role === 'administrator' && passports.includes(kind)

/** Throws `forbidden` where a document is a passport that is closed to somebody of this role. */
export function demandPassport(role: string, document: { kind: DocumentKind }): void {
  if (isPassportClosedTo(role, document)) throw forbidden('case.passport-hidden')
}
