import { pathTo } from '#server/paths.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { view } from '#web/pages/view.ts'
import type { Outcome, PastBulk, PastBulks } from '#features/deciding/bulk/past.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { decisionsHref, deskTrail } from './selection-page.ts'

type Row = { when: string; href: string; what: string; cases: string; outcome: string; undone: string }
type PastPage = {
  title: string
  breadcrumb: Breadcrumb
  rows: Row[]
  labels: Record<'when' | 'what' | 'cases' | 'outcome' | 'undone', string>
  pages: Pagination | null
  back: string
}
export const renderPastBulk = view<PastPage>('deciding/bulk/past')

/** Returns the link to the bulk decisions of a decider; null for other roles, which have none. */
export const pastHref = ({ locale, account }: DeskReader): string | null =>
  account.role === 'decider' ? pathTo(locale, '/staff/applications/bulk/past') : null

export function pastBulkPage(reader: DeskReader, found: PastBulks): PastPage {
  const { t, locale } = reader
  const title = t('bulk.past')
  return {
    title,
    breadcrumb: [...deskTrail(reader), { label: title }],
    rows: found.items.map(one => rowOf(reader, one)),
    labels: {
      when: t('bulk.past.when'),
      what: t('bulk.past.what'),
      cases: t('bulk.past.cases'),
      outcome: t('bulk.column.result'),
      undone: t('bulk.past.undone'),
    },
    pages: paginationOf(t, found, page => `${pathTo(locale, '/staff/applications/bulk/past')}?page=${page}`),
    back: decisionsHref(reader),
  }
}

const shownOutcomes = ['decided', 'left', 'pending', 'gone'] as const satisfies readonly Outcome[]

const outcomesIn = (t: DeskReader['t'], counts: PastBulk['counts']): string =>
  shownOutcomes
    .filter(outcome => counts[outcome])
    .map(outcome => t(`bulk.past.outcome.${outcome}`, { count: counts[outcome] ?? 0 }))
    .join(dot)

function rowOf({ t, locale }: DeskReader, { bulk, counts }: PastBulk): Row {
  return {
    when: formatInstant(locale, bulk.confirmedAt ?? bulk.at),
    href: pathTo(locale, '/staff/applications/bulk/:id', { id: bulk._id.toHexString() }),
    what: t(`bulk.title.${bulk.action}`),
    cases: t('bulk.cases', { count: bulk.items.length }),
    outcome: outcomesIn(t, counts) || '—',
    undone: counts.undone ? t('bulk.cases', { count: counts.undone }) : '—',
  }
}
