import type { AppError } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'

/** Fields that a refusal may be about, the most likely first. It is shown at the first of them that the form has. */
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
  'tenancy.party-same': ['nameLatin'],
  'tenancy.cure-running': ['ground'],
  'tenancy.opening-not-late': ['ground'],
  'tenancy.reports-not-late': ['ground'],
  'tenancy.finding-gone': ['finding'],
  'tenancy.refused.reason-needed': ['reason'],
}

/** Returns the field that a refusal is about; null when it is about the tenancy. One about a finding names its row, and one about a meter the meter. */
export const fieldOfError = ({ code, facts }: AppError, sent: readonly string[]): string | null =>
  typeof facts['finding'] === 'number'
    ? `finding-${facts['finding']}`
    : typeof facts['field'] === 'string'
      ? facts['field']
      : fieldOfMessage(code, sent)

/** Returns the field for a message key alone. */
export const fieldOfMessage = (key: MessageKey, sent: readonly string[]): string | null =>
  fields[key]?.find(name => sent.includes(name)) ?? null
