import { pathTo } from '#server/paths.ts'
import { auditOutcomes } from '#models/audit/audit-entry.ts'
import { subjectKinds } from '#outside/audit.ts'
import { isCityDay } from '#shared/days/city-day.ts'
import { formatInstant, formatNumber } from '#shared/texts/format.ts'
import { messageKeysBelow } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import { errorSummary, type ErrorSummary, type FieldLabels } from '#web/forms/forms.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { Option } from '#web/forms/fields.ts'
import type { Found, FoundRow } from '../reading.ts'
import type { AuditFilterResult } from './input.ts'
import {
  kindIn,
  roleIn,
  subjectHref,
  subjectIn,
  toneOf,
  actInWords,
  actorInWords,
  type Names,
  type AuditReader,
} from './entry-text.ts'

type Row = {
  number: string
  href: string
  when: string
  who: string
  role: string
  what: string
  /** Number of subjects of one act, and the address of the list of them; null for a single subject. */
  several: { label: string; href: string } | null
  kind: string
  subject: { label: string; href: string | null }
  outcome: { tone: string; label: string }
}
type AuditPage = {
  title: string
  breadcrumb: Breadcrumb
  action: string
  summary: ErrorSummary
  errors: Partial<Record<string, string>>
  options: { who: Option[]; action: Option[]; kind: Option[]; outcome: Option[] }
  typed: { subject: string; from: string; to: string; request: string }
  dayFields: { from: 'date' | 'text'; to: 'date' | 'text' }
  reset: string | null
  more: boolean
  files: { href: string; label: string }[]
  entries: Row[]
  /** Message that nothing was found; null if something was, or if nothing was searched for. */
  none: string | null
  pages: { current: string; previous: string | null; next: string | null }
}
export const renderAudit = view<AuditPage>('audit/list')

/** Filter values as they were asked for, including invalid ones. */
type FilterValues = Partial<Record<string, string>>
type Colleague = { id: string; name: string }
type AuditPageInput = {
  filter: AuditFilterResult
  /** Null when the filter is invalid. */
  found: Found | null
  names: Names
  colleagues: readonly Colleague[]
  newest: number
}
const labels: FieldLabels = {
  who: 'audit.who',
  action: 'audit.what',
  kind: 'audit.kind',
  subject: 'audit.subject',
  from: 'audit.from',
  to: 'audit.to',
  outcome: 'audit.outcome',
  request: 'audit.request',
}

export function auditPage(
  speech: AuditReader,
  { filter, found, names, colleagues, newest }: AuditPageInput,
): AuditPage {
  const { t, locale } = speech
  const base = pathTo(locale, '/staff/audit')
  const filterValues = filterValuesOf(filter)
  const rows = found?.rows ?? []
  return {
    title: t('audit.title'),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('audit.title') }],
    action: base,
    ...filterErrors(t, filter),
    options: optionsOf(speech, filterValues, { names, colleagues }),
    ...inputFieldsOf(filterValues),
    reset: Object.values(filterValues).some(value => value !== undefined) ? base : null,
    more: [filterValues.outcome, filterValues.request, filterValues.from, filterValues.to].some(Boolean),
    files: filesOf(found).map(format => ({
      href: addressOf(`${base}/export.${format}`, filterValues),
      label: t(`audit.export.${format}`),
    })),
    entries: rows.map(row => rowOf(speech, row, names)),
    none: found && rows.length === 0 ? t('audit.none') : null,
    pages: {
      current: t('audit.all', { count: formatNumber(locale, newest) }),
      ...neighbourLinks(base, filterValues, found),
    },
  }
}

const filterValuesOf = (filter: AuditFilterResult): FilterValues => (filter.ok ? filter.search : filter.typed)

function filterErrors(t: AuditReader['t'], filter: AuditFilterResult): Pick<AuditPage, 'summary' | 'errors'> {
  const errors = filter.ok ? {} : filter.errors
  const sentences = Object.entries(errors).map(([name, key]) => [name, key ? t(key) : ''])
  return { summary: errorSummary(t, errors, labels), errors: Object.fromEntries(sentences) as AuditPage['errors'] }
}

/** Addresses of the previous and the next page. */
function neighbourLinks(
  base: string,
  filterValues: FilterValues,
  found: Found | null,
): { previous: string | null; next: string | null } {
  if (!found?.rows.length) return { previous: null, next: null }
  const { rows, newer, older } = found
  const hrefOf = (edge: Record<string, number | undefined>) => addressOf(base, { ...filterValues, ...edge })
  return {
    previous: newer ? hrefOf({ after: rows[0]?.newest }) : null,
    next: older ? hrefOf({ before: rows.at(-1)?.oldest }) : null,
  }
}

/** An invalid filter offers no export. */
const filesOf = (found: Found | null) => (found ? (['xlsx', 'csv'] as const) : [])

function addressOf(path: string, values: Record<string, string | number | undefined>): string {
  const present = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return present.length > 0 ? `${path}?${new URLSearchParams(present).toString()}` : path
}

/** A date field cannot show an invalid date, so what was typed is shown in a text field instead. */
function inputFieldsOf({
  subject = '',
  from = '',
  to = '',
  request = '',
}: FilterValues): Pick<AuditPage, 'typed' | 'dayFields'> {
  const fieldFor = (day: string) => (day === '' || isCityDay(day) ? 'date' : 'text')
  return { typed: { subject, from, to, request }, dayFields: { from: fieldFor(from), to: fieldFor(to) } }
}

function rowOf({ t, locale }: AuditReader, { entry, count }: FoundRow, names: Names): Row {
  return {
    number: formatNumber(locale, entry._id),
    href: `${pathTo(locale, '/staff/audit')}/${entry._id}`,
    when: formatInstant(locale, entry.at),
    who: actorInWords(t, entry, names),
    role: entry.who.id === null ? '' : roleIn(t, entry.who.role),
    what: actInWords(t, entry, names),
    several:
      count === 1
        ? null
        : {
            label: t('audit.several', { count }),
            href: addressOf(pathTo(locale, '/staff/audit'), { action: entry.action, request: entry.requestId }),
          },
    kind: kindIn(t, entry.subject.kind),
    subject: { label: subjectIn(t, entry.subject, names), href: subjectHref(locale, entry.subject) },
    outcome: { tone: toneOf[entry.outcome], label: t(`audit.outcome.${entry.outcome}`) },
  }
}

function optionsOf(
  { t, locale }: AuditReader,
  search: FilterValues,
  people: Pick<AuditPageInput, 'names' | 'colleagues'>,
) {
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
    action: withInputOption(
      actions.sort((a, b) => compare(a.label, b.label)),
      search.action,
    ),
    kind: withInputOption(
      kinds.sort((a, b) => compare(a.label, b.label)),
      search.kind,
    ),
    outcome: withInputOption(
      auditOutcomes.map(outcome => option(outcome, t(`audit.outcome.${outcome}`), search.outcome)),
      search.outcome,
    ),
  }
}

/** Adds the value that a link asked for, even if it is unknown, so that it stays selected. */
const withInputOption = (options: Option[], input?: string): Option[] =>
  !input || options.some(({ selected }) => selected)
    ? options
    : [...options, { value: input, label: input, selected: true }]

/** Options for who acted: the staff, the program itself, and whoever the link asked for. */
function whoOptions(
  { t }: AuditReader,
  chosenId: string | undefined,
  { names, colleagues }: Pick<AuditPageInput, 'names' | 'colleagues'>,
) {
  const listedPeople = [{ id: 'system', name: t('audit.role.system') }, ...colleagues]
  if (!chosenId || listedPeople.some(({ id }) => id === chosenId)) return listedPeople
  const isId = /^[0-9a-f]{24}$/.test(chosenId)
  return [
    ...listedPeople,
    { id: chosenId, name: isId ? actorInWords(t, { who: { id: chosenId, role: '' } }, names) : chosenId },
  ]
}
