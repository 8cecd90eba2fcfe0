import { AuditEntryModel, type AuditEntry } from '#models/audit/audit-entry.ts'

/** What the audit trail has about something, by its id or its code: each act and in which role it was done, oldest first. */
export async function auditEntriesAbout(subject: string): Promise<string[]> {
  const entries = await AuditEntryModel.find({ $or: [{ 'subject.id': subject }, { 'subject.label': subject }] })
    .sort({ _id: 1 })
    .lean<AuditEntry[]>()
  return entries.map(({ action, who }) => `${action} ${who.role}`)
}
