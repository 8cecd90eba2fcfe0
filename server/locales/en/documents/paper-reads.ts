import type { paperReads as ru } from '#server/locales/ru/documents/paper-reads.ts'

export const paperReads: Record<keyof typeof ru, string> = {
  'document.kind.address_proof': 'Proof of address',
  'document.kind.application_copy': 'Copy of the application',
  'document.kind.contract': 'Contract',
  'document.kind.decision_letter': 'Decision letter',
  'document.kind.handover_record': 'Handover record',
  'document.kind.handover_photos': 'Photos of the handover',
}
