import { pathTo } from '#server/paths.ts'
import { formatNumber } from '#shared/texts/format.ts'
import { bands, type Band } from '#shared/work.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { WorkPage } from './work.ts'
import { countOf, rowOf, type WorkReader, type Row } from './work-view.ts'

type KindPage = {
  title: string
  wide: true
  breadcrumb: Breadcrumb
  summary: string
  tabs: { label: string; href: string; current: boolean }[]
  rows: Row[]
  pages: { current: string; previous?: string; next?: string } | null
}
export const renderKind = view<KindPage>('desk/kind')

/** All the work of one kind, the first due first. */
export function kindPage(reader: WorkReader, found: WorkPage, band: Band | undefined): KindPage {
  const { t, locale } = reader
  const { source, items, count } = found
  const title = t(source.heading)
  return {
    title,
    wide: true,
    breadcrumb: [{ label: t('desk.title'), href: pathTo(locale, '/staff') }, { label: title }],
    summary: t('work.found', { number: countOf(locale, count) }),
    tabs: source.bands.length > 1 ? tabsOf(reader, found, band) : [],
    rows: items.map(item => rowOf(reader, item)),
    pages: pagesOf(reader, found, band),
  }
}

const hrefOf = ({ locale }: WorkReader, { source }: WorkPage, query: Record<string, string>): string => {
  const asked = new URLSearchParams(query).toString()
  return `${pathTo(locale, '/staff/work/:kind', { kind: source.kind })}${asked ? `?${asked}` : ''}`
}

const tabsOf = (reader: WorkReader, found: WorkPage, band: Band | undefined): KindPage['tabs'] => [
  { label: reader.t('work.band.all'), href: hrefOf(reader, found, {}), current: band === undefined },
  ...bands
    .filter(one => found.source.bands.includes(one))
    .map(one => ({
      label: reader.t(`work.band.${one}`),
      href: hrefOf(reader, found, { band: one }),
      current: one === band,
    })),
]

function pagesOf(reader: WorkReader, found: WorkPage, band: Band | undefined): KindPage['pages'] {
  const { page, more } = found
  if (page === 1 && !more) return null
  const to = (number: number) => hrefOf(reader, found, { ...(band ? { band } : {}), page: String(number) })
  return {
    current: reader.t('work.page', { number: formatNumber(reader.locale, page) }),
    ...(page > 1 ? { previous: to(page - 1) } : {}),
    ...(more ? { next: to(page + 1) } : {}),
  }
}
