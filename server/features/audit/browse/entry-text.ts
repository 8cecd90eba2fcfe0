import { pathTo } from '#server/paths.ts'
import type { AuditEntry, AuditOutcome } from '#models/audit/audit-entry.ts'
import { capitalize } from '#shared/texts/format.ts'
import {
  isMessageKey,
  type Locale,
  type Translate,
  messageKeysBelow,
  type MessageKey,
  type Reader,
} from '#shared/texts/i18n.ts'
import { parsed, valueIn } from './value-text.ts'

/** Reader of the trail. `criteria` maps keys of review criteria to their names. */
export type AuditReader = Reader & { criteria?: ReadonlyMap<string, string> }
/** Names by id of accounts and, for what tenants do, of tenancies. Looked up on reading: the trail itself stores no names. */
export type Names = ReadonlyMap<string, string>

/** Returns the label of an action, or its key when there is no label: the entry may be older or newer than this release. */
function actionIn(t: Translate, action: string): string {
  const key = `acted.act.${action}`
  return isMessageKey(key) ? t(key) : action
}

const unnamedOutcomes = new Set(['refused', 'interrupted'])
const topicsOfEvents: Partial<Record<string, string>> = { application: 'case', tenancy: 'tenancy' }

/**
 * Describes the act as far as the entry says more than its action, for example which event of a case and the states before
 * and after.
 */
export function actInWords(t: Translate, { action, subject, changes, route }: AuditEntry, names: Names): string {
  // For these entries only the route says what was done.
  if (action === 'posted') return routeIn(t, route) ?? actionIn(t, action)
  if (unnamedOutcomes.has(action)) return [actionIn(t, action), routeIn(t, route)].filter(Boolean).join(t('list.colon'))
  const changed = (name: string) => changes.find(({ field }) => field === name)
  const state = changed('state')
  const event = changed('event')
  const colleague = changed('colleague')
  if (state && action.endsWith('.moved')) {
    const inWords = (json: string) => valueIn({ t }, { kind: subject.kind, field: 'state' }, json)
    return `${inWords(state.before)} → ${inWords(state.after)}`
  }
  const key = `${topicsOfEvents[subject.kind] ?? ''}.event.${parseText(event?.after)}`
  if (!isMessageKey(key)) return actionIn(t, action)
  return capitalize(t(key, { person: names.get(parseText(colleague?.after)) ?? '…' }))
}

const parseText = (json = '""'): string => String(parsed(json))

export function kindIn(t: Translate, kind: string): string {
  const key = `acted.kind.${kind}`
  return isMessageKey(key) ? t(key) : kind
}

export function roleIn(t: Translate, role: string): string {
  const key = role === 'system' || role === 'visitor' ? `audit.role.${role}` : `account.role.${role}`
  return isMessageKey(key) ? t(key) : role
}

type ActOf = Pick<AuditEntry, 'who'> & Partial<Pick<AuditEntry, 'subject'>>

/**
 * Returns who acted: for a tenant's act on a tenancy the name in the contract, else the account's current name, its id if the
 * account no longer exists, or the program itself.
 */
export function actorInWords(t: Translate, { who: { id, role }, subject }: ActOf, names: Names): string {
  if (id === null) return roleIn(t, role)
  const tenant = role === 'applicant' && subject?.kind === 'tenancy' ? names.get(subject.id) : undefined
  if (tenant) return tenant
  return names.get(id) ?? t('audit.gone', { id: id.slice(-6) })
}

export const toneOf: Record<AuditOutcome, string> = { done: 'good', refused: 'warn', failed: 'bad', interrupted: 'bad' }

const pages: Partial<Record<string, string>> = {
  account: 'users',
  application: 'applications',
  building: 'buildings',
  'earlier-tenancy': 'tenancies/earlier',
  enquiry: 'enquiries',
  incentive: 'incentives',
  premises: 'premises',
  template: 'enquiries/templates',
  tenancy: 'tenancies',
  viewing: 'viewings',
}
/** Subjects whose page is addressed by code; all others are addressed by id. */
const byCode = new Set(['building', 'premises'])

/** Returns the address of the subject's page, or null if it has none. */
export function subjectHref(locale: Locale, { kind, id, label }: AuditEntry['subject']): string | null {
  const base = pathTo(locale, '/staff')
  if (kind === 'settings') return pathTo(locale, '/staff/settings')
  if (kind === 'rubric') return pathTo(locale, '/staff/settings/rubric')
  const page = pages[kind]
  if (!page) return null
  if (byCode.has(kind)) return label ? `${base}/${page}/${encodeURIComponent(label)}` : null
  return /^[0-9a-f]{24}$/.test(id) ? `${base}/${page}/${id}` : null
}

/**
 * Returns the label of a subject: its code or reference, an account's name, the word for a subject that exists only once,
 * otherwise its id.
 */
export function subjectIn(t: Translate, { kind, id, label }: AuditEntry['subject'], names: Names): string {
  // The path adds nothing to the description of the act.
  if (kind === 'page' && /^([A-Z]+ )?\//.test(id)) return '—'
  const called = label ?? (kind === 'account' ? names.get(id) : undefined) ?? id
  const key = `acted.subject.${called}`
  if (isMessageKey(key)) return t(key)
  return /^[0-9a-f]{24}$/.test(called) ? `№ …${called.slice(-6)}` : called
}

/** Returns the address of everything that a bulk change or an import did to single premises, listed by its request. */
export const workHref = (locale: Locale, { kind, id }: AuditEntry['subject']): string | null =>
  kind === 'bulk' || kind === 'import' ? `${pathTo(locale, '/staff/audit')}?request=${kind}-${id}` : null

/** Returns the reason that was typed, or in words why access was denied or which error message the person was shown. */
export function reasonIn(t: Translate, reason: string): string {
  const own = `acted.reason.${reason}`
  if (isMessageKey(own)) return t(own)
  return isMessageKey(reason) && reason.startsWith('error.') ? t(reason) : reason
}

const routePrefix = 'acted.route.'
type KnownRoute = { parts: readonly string[]; key: MessageKey }

const partsOf = (path: string): string[] => path.split('/').slice(1)
const isGap = (part: string): boolean => part.startsWith(':')

/** Routes with the fewest parameters come first, so that `…/new` is not read as an id. */
const knownRoutes: readonly KnownRoute[] = messageKeysBelow(routePrefix)
  .map(key => ({ parts: partsOf(key.slice(routePrefix.length)), key }))
  .toSorted((a, b) => a.parts.filter(isGap).length - b.parts.filter(isGap).length)

/**
 * Describes a stored route such as `POST /staff/applications/:id/reject`, or a path with its language if no route was
 * reached. For reading a page it returns the path; null for a route this release does not know.
 */
function routeIn(t: Translate, route: string): string | null {
  const [method = '', address = ''] = route.split(' ')
  const path = address.replace(/^\/(ru|en|zh)(?=\/|$)/, '') || '/'
  if (method === 'GET' || method === 'HEAD') return t('audit.where.page', { path: path.replaceAll(/:[A-Za-z]+/g, '…') })
  const parts = partsOf(path)
  const found = knownRoutes.find(one => matchesPattern(one.parts, parts))
  return found ? t(found.key) : null
}

const matchesPattern = (pattern: readonly string[], parts: readonly string[]): boolean =>
  pattern.length === parts.length &&
  pattern.every((part, index) => (isGap(part) ? parts[index] !== '' : part === parts[index]))
