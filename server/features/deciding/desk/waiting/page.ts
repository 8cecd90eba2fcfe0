import { pathTo } from '#server/paths.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatArea, formatNumber, formatShortDay } from '#shared/texts/format.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { view } from '#web/pages/view.ts'
import type { PremisesSummary } from '#features/cases/ports.ts'
import type { WantedPremises, WaitingLine, WaitingLines } from '#features/cases/waiting/places.ts'
import { premisesStatus, type DeskReader } from '#features/cases/desk/labels.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'

type Head = { title: string; demo: boolean; breadcrumb: Breadcrumb }
type WantedPage = Head & {
  summary: string
  labels: Record<string, string>
  rows: {
    code: string
    href: string
    facts: string
    status: { tone: string; label: string }
    count: string
    next: { reference: string; href: string }
  }[]
}
export const renderWanted = view<WantedPage>('deciding/waiting/wanted')

type QueueRow = {
  place: string
  reference: string
  href: string
  applicant: string
  score: string
  submitted: string
  rank: string
  until: string
  note: string | null
}
type PremisesQueuePage = Head & {
  summary: string
  premises: { href: string; facts: string; status: { tone: string; label: string } }
  all: string
  labels: Record<string, string>
  rows: QueueRow[]
  pages: Pagination | null
}
export const renderPremisesQueue = view<PremisesQueuePage>('deciding/waiting/premises-queue')

const listHref = (locale: Locale) => pathTo(locale, '/staff/applications/waiting')

/** Returns the link to the waiting list of one premises. */
export const waitingHref = (locale: Locale, code: string): string => `${listHref(locale)}?premises=${code}`

const wantedColumns = ['premises', 'status', 'count', 'next'] as const

export function wantedPage(
  reader: DeskReader,
  wantedPremises: readonly WantedPremises[],
  summaries: ReadonlyMap<string, PremisesSummary>,
): WantedPage {
  const { t, locale } = reader
  return {
    ...headOf(reader, t('waiting.title'), [...summaries.values()]),
    summary: t('waiting.found-premises', { count: wantedPremises.length }),
    labels: Object.fromEntries(wantedColumns.map(name => [name, t(`waiting.column.${name}`)])),
    rows: wantedPremises.map(({ code, count, next }) => ({
      code,
      href: waitingHref(locale, code),
      ...describePremises(reader, summaries.get(code)),
      count: formatNumber(locale, count),
      next: { reference: next.reference, href: pathTo(locale, '/staff/applications/:id', { id: next.id }) },
    })),
  }
}

type Queue = { code: string; found: WaitingLines; standing: PremisesSummary | undefined }
const queueColumns = ['place', 'reference', 'applicant', 'score', 'submitted', 'rank', 'until', 'note'] as const

export function premisesQueuePage(reader: DeskReader, { code, found, standing }: Queue): PremisesQueuePage {
  const { t, locale } = reader
  const first = (found.page - 1) * found.pageSize + 1
  return {
    ...headOf(reader, t('waiting.title-for', { code }), standing ? [standing] : [], code),
    summary: t('waiting.found', { count: found.total }),
    premises: { href: pathTo(locale, '/premises/:code', { code }), ...describePremises(reader, standing) },
    all: listHref(locale),
    labels: Object.fromEntries(queueColumns.map(name => [name, t(`waiting.column.${name}`)])),
    rows: found.items.map((line, index) => rowOf(reader, line, { code, place: first + index })),
    pages: paginationOf(t, found, page => `${waitingHref(locale, code)}&page=${page}`),
  }
}

function headOf({ t, locale }: DeskReader, title: string, shown: readonly PremisesSummary[], code?: string): Head {
  const list = { label: t('waiting.title'), ...(code ? { href: listHref(locale) } : {}) }
  return {
    title,
    demo: shown.some(({ demo }) => demo),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('case.queue.title'), href: pathTo(locale, '/staff/applications') },
      list,
      ...(code ? [{ label: code }] : []),
    ],
  }
}

function describePremises({ t, locale }: DeskReader, premisesSummary: PremisesSummary | undefined) {
  const facts = premisesSummary
    ? [readText(premisesSummary.title, locale).text, formatArea(locale, premisesSummary.areaUsableSqM)].join(dot)
    : ''
  return { facts, status: premisesStatus(t, premisesSummary?.status) }
}

function rowOf(
  { t, locale }: DeskReader,
  line: WaitingLine,
  { code, place }: { code: string; place: number },
): QueueRow {
  const { _id, reference, applicantName, waiting, submittedAt, premises, passedOverFor } = line
  return {
    place: formatNumber(locale, place),
    reference: reference ?? '',
    href: pathTo(locale, '/staff/applications/:id', { id: _id.toHexString() }),
    applicant: applicantName ?? '',
    score: formatNumber(locale, waiting?.score ?? 0, 2),
    submitted: submittedAt ? formatShortDay(locale, submittedAt) : '—',
    rank: t('waiting.rank', { rank: premises.indexOf(code) + 1, total: premises.length }),
    until: waiting ? formatShortDay(locale, waiting.until) : '—',
    note: passedOverFor ? t('waiting.passed-over', { reference: passedOverFor }) : null,
  }
}
