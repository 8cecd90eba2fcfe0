import { auditOutcomes, type AuditEntry } from '../../../../models/audit-entry.ts'
import { subjectKinds } from '../../../outside/acting.ts'
import { formatInstant, formatNumber } from '../../../shared/format.ts'
import { messageKeysBelow } from '../../../shared/i18n.ts'
import { view } from '../../../web/view.ts'
import type { AuditSearch, Found } from '../reading.ts'
import { actionIn, auditHref, kindIn, roleIn, subjectHref, subjectIn, toneOf, whoIn } from './words.ts'
import type { Names, Speech } from './words.ts'

type Option = { value: string; label: string; selected: boolean }
type Row = {
  number: string
  href: string
  when: string
  who: string
  role: string
  what: string
  /** The route, where nothing more is known of the act. */
  where: string | null
  kind: string
  subject: { label: string; href: string | null }
  outcome: { tone: string; label: string }
}
type AuditPage = {
  title: string
  wide: true
  breadcrumb: { label: string; href?: string }[]
  options: { who: Option[]; action: Option[]; kind: Option[]; outcome: Option[] }
  typed: { subject: string; from: string; to: string; request: string }
  reset: string | null
  more: boolean
  files: { href: string; label: string }[]
  entries: Row[]
  pages: { current: string; previous: string | null; next: string | null }
}
export const renderAudit = view<AuditPage>('audit/list')

type Colleague = { id: string; name: string }
type Shown = { search: AuditSearch; found: Found; names: Names; colleagues: readonly Colleague[]; newest: number }

export function auditPage(speech: Speech, { search, found, names, colleagues, newest }: Shown): AuditPage {
  const { t, locale } = speech
  const base = auditHref(locale)
  const address = (more: Record<string, number>, path = base) => addressOf(path, { ...search, ...more })
  const { entries, newer, older } = found
  const [first, last] = [entries[0], entries.at(-1)]
  const filtered = Object.values(search).some(value => value !== undefined)
  return {
    title: t('audit.title'),
    wide: true,
    breadcrumb: [{ label: t('nav.staff'), href: `/${locale}/staff` }, { label: t('audit.title') }],
    options: optionsOf(speech, search, { names, colleagues }),
    typed: typedIn(search),
    reset: filtered ? base : null,
    more: [search.outcome, search.request, search.from, search.to].some(Boolean),
    files: (['xlsx', 'csv'] as const).map(format => ({
      href: address({}, `${base}/export.${format}`),
      label: t(`audit.export.${format}`),
    })),
    entries: entries.map(entry => rowOf(speech, entry, names)),
    pages: {
      current: t('audit.all', { count: formatNumber(locale, newest) }),
      previous: newer && first ? address({ after: first._id }) : null,
      next: older && last ? address({ before: last._id }) : null,
    },
  }
}

function addressOf(path: string, values: Record<string, string | number | undefined>): string {
  const known = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return known.length > 0 ? `${path}?${new URLSearchParams(known).toString()}` : path
}

function typedIn({ subject = '', from = '', to = '', request = '' }: AuditSearch): AuditPage['typed'] {
  return { subject, from, to, request }
}

/** Of these only the route says what was done. */
const unspoken = new Set(['posted', 'refused', 'interrupted'])

function rowOf({ t, locale }: Speech, entry: AuditEntry, names: Names): Row {
  return {
    number: formatNumber(locale, entry._id),
    href: `${auditHref(locale)}/${entry._id}`,
    when: formatInstant(locale, entry.at),
    who: whoIn(t, entry.who, names),
    role: entry.who.id === null ? '' : roleIn(t, entry.who.role),
    what: actionIn(t, entry.action),
    where: unspoken.has(entry.action) ? entry.route : null,
    kind: kindIn(t, entry.subject.kind),
    subject: { label: subjectIn(t, entry.subject, names), href: subjectHref(locale, entry.subject) },
    outcome: { tone: toneOf[entry.outcome], label: t(`audit.outcome.${entry.outcome}`) },
  }
}

function optionsOf({ t, locale }: Speech, search: AuditSearch, people: Pick<Shown, 'names' | 'colleagues'>) {
  const { compare } = new Intl.Collator(locale)
  const option = (value: string, label: string, chosen?: string): Option => ({
    value,
    label,
    selected: value === chosen,
  })
  const actions = messageKeysBelow('acted.act.').map(key => option(key.slice(10), t(key), search.action))
  const kinds = subjectKinds.map(kind => option(kind, t(`acted.kind.${kind}`), search.kind))
  return {
    who: whoOptions({ t, locale }, search.who, people).map(({ id, name }) => option(id, name, search.who)),
    action: actions.sort((a, b) => compare(a.label, b.label)),
    kind: kinds.sort((a, b) => compare(a.label, b.label)),
    outcome: auditOutcomes.map(outcome => option(outcome, t(`audit.outcome.${outcome}`), search.outcome)),
  }
}

/** The colleagues, the program itself, and whoever a link has asked for. */
function whoOptions(
  { t }: Speech,
  asked: string | undefined,
  { names, colleagues }: Pick<Shown, 'names' | 'colleagues'>,
) {
  const known = [{ id: 'system', name: t('audit.role.system') }, ...colleagues]
  if (!asked || known.some(({ id }) => id === asked)) return known
  return [...known, { id: asked, name: whoIn(t, { id: asked, role: '' }, names) }]
}
