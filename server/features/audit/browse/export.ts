import type { AuditEntry } from '../../../../models/audit-entry.ts'
import type { CsvValue } from '../../../web/csv.ts'
import { actionIn, kindIn, roleIn, valueIn, whoIn, fieldIn, type Names, type Speech } from './words.ts'

export const exportHead = (t: Speech['t']): string[] => [
  ...[t('audit.number'), 'UTC', t('audit.who'), t('audit.who.id'), t('audit.role'), t('audit.what'), t('audit.action')],
  ...[t('audit.kind'), t('audit.subject'), t('audit.subject.id'), t('audit.changes'), t('audit.reason')],
  ...[t('audit.outcome'), t('audit.route'), t('audit.request'), t('audit.hash.previous'), t('audit.hash')],
]

/** An entry as one row: words for people, ids and hashes for whoever checks them. */
export function exportRow({ t }: Speech, entry: AuditEntry, names: Names): CsvValue[] {
  const { who, subject, changes } = entry
  const differences = changes.map(
    ({ field, before, after }) => `${fieldIn(t, subject.kind, field)}: ${valueIn(t, before)} → ${valueIn(t, after)}`,
  )
  return [
    ...[entry._id, entry.at.toISOString(), whoIn(t, who, names), who.id, roleIn(t, who.role)],
    ...[actionIn(t, entry.action), entry.action, kindIn(t, subject.kind), subject.label, subject.id],
    ...[differences.join('\n'), entry.reason, t(`audit.outcome.${entry.outcome}`), entry.route],
    ...[entry.requestId, entry.previousHash, entry.hash],
  ]
}
