import type { readyFindings as ru } from '#server/locales/ru/tenancies/ready-findings.ts'

/** Ready texts of findings: a title for the office and what the tenant reads. */
export const readyFindings: Record<keyof typeof ru, string> = {
  'finding.template.use_other': '擅自改变用途',
  'finding.template.use_other.text': '房屋实际用途与合同约定不符。请恢复约定用途，或者向办公室申请变更用途。',
  'finding.template.passed_on': '交由他人使用',
  'finding.template.passed_on.text': '房屋或者其中一部分由他人使用。本项目不允许转租，请收回自用。',
  'finding.template.not_open': '未开业',
  'finding.template.not_open.text': '开业期限已过，房屋内未开展经营。请尽快开业，并就该问题答复，附开业后的照片。',
  'finding.template.licence_missing': '无营业执照',
  'finding.template.licence_missing.text': '检查时未能出示营业执照，请就该问题答复，并附营业执照照片。',
  'finding.template.permit_missing': '缺少许可',
  'finding.template.permit_missing.text':
    '房屋内从事的活动依法须经许可，检查时未能出示许可。请依法办理；取得许可之前，应当停止该项活动。',
  'finding.template.altered': '擅自改造',
  'finding.template.altered.text': '房屋内有未经书面同意的改造。请将图纸报办公室确认，或者恢复原状。',
  'finding.template.damaged': '房屋损坏',
  'finding.template.damaged.text': '房屋或者随房屋移交的物品有损坏。请予修复，答复时可附修复前后的照片。',
  'finding.template.costs_unpaid': '费用未缴',
  'finding.template.costs_unpaid.text': '供暖费、物业费或者公用事业费用尚未缴清。请缴清费用并提供凭证。',
}
