import type { AuditEntry, AuditOutcome } from '../../../../models/audit-entry.ts'
import { isMessageKey, type Locale, type Translate } from '../../../shared/i18n.ts'
import { maskedValue } from '../masking.ts'

export type Speech = { t: Translate; locale: Locale }
/** Names of accounts by id, looked up when shown: the trail holds none. */
export type Names = ReadonlyMap<string, string>

export const auditHref = (locale: Locale): string => `/${locale}/staff/audit`

/** An entry may be older than its word, or newer than this process: then its key has to do. */
export function actionIn(t: Translate, action: string): string {
  const key = `acted.act.${action}`
  return isMessageKey(key) ? t(key) : action
}

export function kindIn(t: Translate, kind: string): string {
  const key = `acted.kind.${kind}`
  return isMessageKey(key) ? t(key) : kind
}

export function roleIn(t: Translate, role: string): string {
  const key = role === 'system' || role === 'visitor' ? `audit.role.${role}` : `account.role.${role}`
  return isMessageKey(key) ? t(key) : role
}

/** Who did it: the name of today; the id of an account that is gone; the program itself. */
export function whoIn(t: Translate, { id, role }: AuditEntry['who'], names: Names): string {
  if (id === null) return roleIn(t, role)
  return names.get(id) ?? t('audit.gone', { id: id.slice(-6) })
}

export const toneOf: Record<AuditOutcome, string> = { done: 'good', refused: 'warn', failed: 'bad', interrupted: 'bad' }

const pages: Partial<Record<string, string>> = {
  account: 'users',
  application: 'applications',
  building: 'buildings',
  enquiry: 'enquiries',
  incentive: 'incentives',
  premises: 'premises',
  template: 'enquiries/templates',
  tenancy: 'tenancies',
  viewing: 'viewings',
}
/** These stand at their code; all others at their id. */
const byCode = new Set(['building', 'premises'])

/** The page of what an act was about, where it has one. */
export function subjectHref(locale: Locale, { kind, id, label }: AuditEntry['subject']): string | null {
  const base = `/${locale}/staff`
  if (kind === 'settings') return `${base}/settings`
  if (kind === 'rubric') return `${base}/settings/rubric`
  const page = pages[kind]
  if (!page) return null
  if (byCode.has(kind)) return label ? `${base}/${page}/${encodeURIComponent(label)}` : null
  return /^[0-9a-f]{24}$/.test(id) ? `${base}/${page}/${id}` : null
}

/** What to call it: its code or reference; of an account the name; of anything else its id. */
export const subjectIn = ({ kind, id, label }: AuditEntry['subject'], names: Names): string =>
  label ?? (kind === 'account' ? names.get(id) : undefined) ?? id

/** A kept value as people read it. */
export function valueIn(t: Translate, json: string): string {
  const value = parsed(json)
  if (value === null || value === '') return '—'
  if (value === maskedValue) return t('audit.masked')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A value that was cut is not JSON any more. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return json
  }
}

/** The fields of the programme's settings have names of their own; all others are called as in the data. */
export function fieldIn(t: Translate, kind: string, field: string): string {
  const key = kind === 'settings' ? `programme.${field}` : `acted.field.${field}`
  return isMessageKey(key) ? t(key) : field
}

/** What was typed, or the sentence that whoever was refused has read. */
export const reasonIn = (t: Translate, reason: string): string =>
  isMessageKey(reason) && reason.startsWith('error.') ? t(reason) : reason
