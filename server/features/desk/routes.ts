import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { notFound } from '#shared/errors.ts'
import { bands, type WorkSource, type Band } from '#shared/work.ts'
import type { DeskCard, DeskFigure } from '#server/slice.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import type { SessionAccount, StaffRole } from '#web/locals.ts'
import { pathTo } from '#server/paths.ts'
import { formatNumber } from '#shared/texts/format.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { buildingsOf, type Reach, type Scoped } from '../accounts/scope.ts'
import { workFor, workOfKind, type WorkPage, type Work } from './work.ts'
import { countOf, rowOf, type WorkReader, type Row, groupsOf, type Group } from './work-view.ts'

const kindPath = z.object({ kind: z.string().regex(/^[a-z-]{1,40}$/) })
const kindQuery = z.object({
  band: z.enum(bands).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
})

type Parts = {
  work: readonly WorkSource[]
  cards: readonly DeskCard[]
  reachOf: (account: Scoped) => Promise<Reach>
  clock: Clock
}

/** The staff's start page: what waits for whoever has signed in. */
export function deskRoutes({ work: sources, cards, reachOf, clock }: Parts): Router {
  const router = Router({ caseSensitive: true })

  async function countedFor(account: SessionAccount) {
    const role = account.role as StaffRole
    const reader = { role, buildings: buildingsOf(account), reach: await reachOf(account) }
    const theirs = cards.filter(({ roles }) => roles.includes(role))
    return Promise.all(theirs.map(async card => ({ ...card, figures: (await card.figures?.(reader)) ?? [] })))
  }

  router.get('/staff', staff(), async (_req, res) => {
    const account = accountOf(res)
    const reader = readerAt(res)
    const [work, cards] = await Promise.all([workFor(sources, account, reader.today), countedFor(account)])
    renderDesk(res, deskPage({ ...reader, account }, { work, cards }))
  })

  router.get('/staff/work/:kind', staff(), async (req, res) => {
    const { kind } = readPath(kindPath, req.params)
    const query = kindQuery.parse(req.query)
    const reader = readerAt(res)
    const found = await workOfKind(sources, accountOf(res), { kind, ...query, today: reader.today })
    if (!found) throw notFound()
    renderKind(res, kindPage(reader, found, query.band))
  })

  const readerAt = ({ locals: { t, locale } }: Response) => ({ t, locale, today: cityDayOf(clock.now()) })
  return router
}

type KindPage = {
  title: string
  wide: true
  breadcrumb: Breadcrumb
  summary: string
  tabs: { label: string; href: string; current: boolean }[]
  rows: Row[]
  pages: { current: string; previous?: string; next?: string } | null
}
const renderKind = view<KindPage>('desk/kind')

/** All the work of one kind, the first due first. */
function kindPage(reader: WorkReader, found: WorkPage, band: Band | undefined): KindPage {
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

type Line = { label: string; count: string; href: string; none: boolean }
type DeskPage = {
  title: string
  wide: true
  lead: string
  groups: Group[]
  /** Said when nothing waits at all, or nothing that is urgent. */
  calm: string | null
  cards: { heading: string; href: string; lines: Line[] }[]
}
const renderDesk = view<DeskPage>('desk/desk')

type Counted = Pick<DeskCard, 'heading' | 'path'> & { figures: DeskFigure[] }

/** Where colleagues start: what waits for them, the most urgent first; below it everything there is. */
function deskPage(
  reader: WorkReader & { account: SessionAccount },
  { work, cards }: { work: Work; cards: Counted[] },
): DeskPage {
  const { t, locale, account } = reader
  const base = pathTo(locale, '/staff')
  return {
    title: t('desk.title'),
    wide: true,
    lead: t('desk.lead', { name: account.name, role: t(`desk.role.${account.role as StaffRole}`) }),
    groups: groupsOf(reader, work),
    calm: calmOf(reader, work),
    cards: cards.map(({ heading, path, figures }) => ({
      heading: t(heading),
      href: `${base}${path}`,
      lines: figures.map(({ label, count, path: where }) => ({
        label: t(label),
        count: formatNumber(locale, count),
        href: `${base}${where}`,
        none: count === 0,
      })),
    })),
  }
}

function calmOf({ t }: WorkReader, { today, week, later }: Work): string | null {
  if (today.length > 0) return null
  return week.length > 0 || later.length > 0 ? t('work.calm.today') : t('work.calm.all')
}
