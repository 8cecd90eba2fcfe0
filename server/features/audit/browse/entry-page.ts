import { pathTo } from '#server/paths.ts'
import type { AuditEntry } from '#models/audit/audit-entry.ts'
import { formatInstant, formatNumber } from '#shared/texts/format.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { InChain } from '../reading.ts'
import {
  kindIn,
  reasonIn,
  roleIn,
  subjectHref,
  subjectIn,
  toneOf,
  actInWords,
  actorInWords,
  workHref,
  type Names,
  type AuditReader,
} from './entry-text.ts'
import { fieldIn, valueIn } from './value-text.ts'

type Fact = { label: string; value: string; note?: string; href?: string; action?: string }
type EntryPage = {
  title: string
  breadcrumb: Breadcrumb
  status: { tone: string; label: string }
  facts: Fact[]
  changes: { field: string; before: string; after: string }[]
  chain: { fault: string | null; facts: Fact[]; previous: string | null; next: string | null }
}
export const renderEntry = view<EntryPage>('audit/entry')

export function entryPage(speech: AuditReader, { entry, previous, next, fault }: InChain, names: Names): EntryPage {
  const { t, locale } = speech
  const base = pathTo(locale, '/staff/audit')
  const title = t('audit.entry', { number: formatNumber(locale, entry._id) })
  return {
    title,
    breadcrumb: [deskCrumb({ t, locale }), { label: t('audit.title'), href: base }, { label: title }],
    status: { tone: toneOf[entry.outcome], label: t(`audit.outcome.${entry.outcome}`) },
    facts: factsOf(speech, entry, names),
    changes: entry.changes.map(({ field, before, after }) => ({
      field: fieldIn(speech, entry.subject.kind, field),
      before: valueIn(speech, { kind: entry.subject.kind, field }, before),
      after: valueIn(speech, { kind: entry.subject.kind, field }, after),
    })),
    chain: {
      fault: fault ? t('audit.chain.broken') : null,
      facts: [
        { label: t('audit.route'), value: entry.route },
        { label: t('audit.hash'), value: inGroups(entry.hash) },
        { label: t('audit.hash.previous'), value: inGroups(entry.previousHash) },
      ],
      previous: previous ? `${base}/${previous._id}` : null,
      next: next ? `${base}/${next._id}` : null,
    },
  }
}

/** Splits a hash into groups of eight, so that it can be compared by eye and wraps on a narrow screen. */
const inGroups = (hash: string): string => hash.replace(/.{8}(?=.)/g, '$& ')

function factsOf({ t, locale }: AuditReader, entry: AuditEntry, names: Names): Fact[] {
  const { who, subject, reason, requestId } = entry
  const base = pathTo(locale, '/staff/audit')
  const href = subjectHref(locale, subject)
  const work = workHref(locale, subject)
  const history = new URLSearchParams({ kind: subject.kind, subject: subject.label ?? subject.id }).toString()
  return [
    { label: t('audit.when'), value: formatInstant(locale, entry.at), note: entry.at.toISOString() },
    {
      label: t('audit.who'),
      value: actorInWords(t, entry, names),
      ...(who.id ? { note: roleIn(t, who.role), href: `${base}?who=${who.id}`, action: t('audit.who.all') } : {}),
    },
    ...(who.via ? [{ label: t('acted.kind.token'), value: who.via }] : []),
    { label: t('audit.what'), value: actInWords(t, entry, names) },
    {
      label: kindIn(t, subject.kind),
      value: subjectIn(t, subject, names),
      ...(href ? { href, action: t('audit.open') } : {}),
    },
    ...(work ? [{ label: t('audit.work'), value: '', href: work, action: t('audit.work.open') }] : []),
    { label: t('audit.history'), value: '', href: `${base}?${history}`, action: t('audit.history.open') },
    ...(reason ? [{ label: t('audit.reason'), value: reasonIn(t, reason) }] : []),
    {
      label: t('audit.request'),
      value: requestId,
      href: `${base}?request=${encodeURIComponent(requestId)}`,
      action: t('audit.request.all'),
    },
  ]
}
