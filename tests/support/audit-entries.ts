import { AuditEntryModel, type AuditEntry } from '#models/audit/audit-entry.ts'

/** Returns the audit entries about an id or code, oldest first: each action with the role in which it was done. */
export async function auditEntriesAbout(subject: string): Promise<string[]> {
  const entries = await AuditEntryModel.find({ $or: [{ 'subject.id': subject }, { 'subject.label': subject }] })
    .sort({ _id: 1 })
    .lean<AuditEntry[]>()
  return entries.map(({ action, who }) => `${action} ${who.role}`)
}
