import type { MessageKey } from './i18n.ts'

/**
 * Earlier labels of headings and list values, from before the glossary chose another word (ADR 85). Files that were exported
 * or typed with them can still be read; the labels are never shown.
 */
const former: Partial<Record<string, readonly string[]>> = {
  'listing.field.frontageM': ['Фронт по улице', 'Фронт по улице, м'],
  'listing.field.fireAccepted': ['Принято пожарной службой'],
  'premises.status.held': ['Придержано', '已保留'],
  'listing.option.use.workshop': ['作坊'],
  'earlier.field.premises': ['Code of the premises'],
  'earlier.field.taken': ['The premises is'],
  'earlier.field.tenant': ['租户'],
  'earlier.taken.held': ['закреплено за будущим арендатором', 'kept for a tenant who is to come', '为待入驻租户保留'],
} satisfies Partial<Record<MessageKey, readonly string[]>>

/** Returns the earlier labels of a key of the catalogue, in any language. */
export const formerLabels = (key: string): readonly string[] => former[key] ?? []
