import type { paperReads as ru } from '#server/locales/ru/documents/paper-reads.ts'

export const paperReads: Record<keyof typeof ru, string> = {
  'document.kind.address_proof': '住所使用证明',
  'document.kind.application_copy': '申请副本',
  'document.kind.contract': '合同',
  'document.kind.decision_letter': '决定书',
  'document.kind.handover_record': '房屋交接记录',
  'document.kind.handover_photos': '房屋交接照片',
}
