import type { AppError } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'

/** Which fields a refusal may be about, the likeliest first: it stands at the one that the form has. */
const fields: Partial<Record<MessageKey, readonly string[]>> = {
  'tenancy.day-future': ['on', 'from', 'to', 'doneOn', 'curedOn'],
  'tenancy.day-before-handover': ['on', 'from', 'to', 'doneOn', 'curedOn'],
  'tenancy.day-past': ['on', 'leavesOn', 'cureBy', 'until'],
  'tenancy.day-far': ['on', 'leavesOn', 'cureBy'],
  'tenancy.pause-overlaps': ['from'],
  'tenancy.pause-ends-early': ['plannedTo', 'to'],
  'tenancy.renewal-short': ['until'],
  'tenancy.renewal-long': ['until', 'from'],
  'tenancy.paid-early': ['from'],
  'tenancy.reason-zh-needed': ['reasonZh'],
  'tenancy.cure-running': ['ground'],
  'tenancy.opening-not-late': ['ground'],
  'tenancy.reports-not-late': ['ground'],
  'tenancy.finding-gone': ['finding'],
  'tenancy.refused.reason-needed': ['reason'],
}

/** Null when the refusal is about the tenancy and not about what was typed. Of several findings it is about one. */
export const fieldAbout = ({ code, facts }: AppError, sent: readonly string[]): string | null =>
  typeof facts['finding'] === 'number' ? `finding-${facts['finding']}` : fieldOf(code, sent)

/** The same of a sentence alone. */
export const fieldOf = (key: MessageKey, sent: readonly string[]): string | null =>
  fields[key]?.find(name => sent.includes(name)) ?? null
