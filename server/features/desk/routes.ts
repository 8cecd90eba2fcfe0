import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf, startOfCityDay } from '#shared/days/city-day.ts'
import { notFound } from '#shared/errors.ts'
import { bands, type WorkSource, type Band } from '#shared/work.ts'
import type { Services } from '#server/services.ts'
import type { DeskCard, DeskFigure } from '#server/slice.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import type { SessionAccount, StaffRole } from '#web/locals.ts'
import { pathTo } from '#server/paths.ts'
import { formatDay, formatNumber } from '#shared/texts/format.ts'
import { view } from '#web/pages/view.ts'
import { absenceInWords } from '#web/pages/absence.ts'
import { firstBeside, rememberList } from '#web/pages/opened-list.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { buildingsOf, type Reach, type Scoped } from '../accounts/scope.ts'
import { workFor, workOfKind, type WorkPage, type Work } from './work.ts'
import { formatCount, headingOf, rowOf, type WorkReader, type Row, groupsOf, type Group } from './work-view.ts'

/** Path, without the language, of the page from which somebody goes on. */
const nextQuery = z.object({ after: z.string().max(200).catch('') })
const kindPath = z.object({ kind: z.string().regex(/^[a-z-]{1,40}$/) })
const kindQuery = z.object({
  band: z.enum(bands).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
  for: z
    .string()
    .regex(/^[0-9a-f]{24}$/)
    .optional()
    .catch(undefined),
})

type AbsencesService = Services['accounts']['absences']
type Parts = {
  work: readonly WorkSource[]
  cards: readonly DeskCard[]
  reachOf: (account: Scoped) => Promise<Reach>
  absences: Pick<AbsencesService, 'coveredBy' | 'of'>
  clock: Clock
}

/** The staff's start page: the work that waits for the signed-in colleague. */
export function deskRoutes({ work: sources, cards, reachOf, absences, clock }: Parts): Router {
  const router = Router({ caseSensitive: true })

  async function countCards(account: SessionAccount) {
    const role = account.role as StaffRole
    const reader = { role, buildings: buildingsOf(account), reach: await reachOf(account) }
    const ownCards = cards.filter(({ roles }) => roles.includes(role))
    return Promise.all(ownCards.map(async card => ({ ...card, figures: (await card.figures?.(reader)) ?? [] })))
  }

  router.get('/staff', staff(), async (_req, res) => {
    const account = accountOf(res)
    const reader = readerAt(res)
    const covered = await absences.coveredBy(account.id)
    const [work, cards, absence] = await Promise.all([
      workFor(sources, { colleague: account, covered, today: reader.today }),
      countCards(account),
      absences.of(account.id),
    ])
    const page = deskPage({ ...reader, account }, { work, cards, absence, covered })
    rememberList(res, rowsIn(page.groups))
    renderDesk(res, page)
  })

  // Before the kinds of work, of which none has this name.
  router.get('/staff/work/next', staff(), async (req, res) => {
    const { after } = nextQuery.parse(req.query)
    const reader = readerAt(res)
    const account = accountOf(res)
    const covered = await absences.coveredBy(account.id)
    const work = await workFor(sources, { colleague: account, covered, today: reader.today })
    const rows = rowsIn(groupsOf(reader, work))
    const desk = pathTo(reader.locale, '/staff')
    rememberList(res, rows, desk)
    res.redirect(303, firstBeside(after, rows) ?? desk)
  })

  router.get('/staff/work/:kind', staff(), async (req, res) => {
    const { kind } = readPath(kindPath, req.params)
    const { for: of, ...query } = kindQuery.parse(req.query)
    const reader = readerAt(res)
    const account = accountOf(res)
    const covered = of ? await absences.coveredBy(account.id) : []
    const found = await workOfKind(
      sources,
      { kind, of, ...query },
      { colleague: account, covered, today: reader.today },
    )
    if (!found) throw notFound()
    const page = kindPage(reader, found, query.band)
    rememberList(res, page.rows)
    renderKind(res, page)
  })

  const readerAt = ({ locals: { t, locale } }: Response) => ({ t, locale, today: cityDayOf(clock.now()) })
  return router
}

const rowsIn = (groups: readonly Group[]): Row[] => groups.flatMap(({ blocks }) => blocks.flatMap(({ rows }) => rows))

type KindPage = {
  title: string
  breadcrumb: Breadcrumb
  summary: string
  tabs: { label: string; href: string; current: boolean }[]
  rows: Row[]
  pages: { current: string; previous?: string; next?: string } | null
}
const renderKind = view<KindPage>('desk/kind')

/** All work of one kind, earliest due first. */
function kindPage(reader: WorkReader, found: WorkPage, band: Band | undefined): KindPage {
  const { t, locale } = reader
  const { source, of, items, count } = found
  const title = headingOf(reader, source, of)
  return {
    title,
    breadcrumb: [deskCrumb({ t, locale }), { label: title }],
    summary: t('work.found', { number: formatCount(locale, count) }),
    tabs: source.bands.length > 1 ? tabsOf(reader, found, band) : [],
    rows: items.map(item => rowOf(reader, item)),
    pages: pagesOf(reader, found, band),
  }
}

const hrefOf = ({ locale }: WorkReader, { source, of }: WorkPage, query: Record<string, string>): string => {
  const queryString = new URLSearchParams({ ...query, ...(of ? { for: of.id } : {}) }).toString()
  return `${pathTo(locale, '/staff/work/:kind', { kind: source.kind })}${queryString ? `?${queryString}` : ''}`
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
  lead: string
  groups: Group[]
  /** Says whether the reader is absent, and for whom they cover. */
  away: string[]
  absence: string
  /** Shown when nothing waits at all, or nothing urgent. */
  calm: string | null
  cards: { heading: string; href: string; lines: Line[] }[]
}
const renderDesk = view<DeskPage>('desk/desk')

type Counted = Pick<DeskCard, 'heading' | 'path'> & { figures: DeskFigure[] }

/** The start page: the work that waits, most urgent first, and an overview below. */
function deskPage(
  reader: WorkReader & { account: SessionAccount },
  { work, cards, ...absences }: { work: Work; cards: Counted[] } & Absences,
): DeskPage {
  const { t, locale, account } = reader
  const base = pathTo(locale, '/staff')
  return {
    title: t('desk.title'),
    lead: t('desk.lead', { name: account.name, role: t(`desk.role.${account.role as StaffRole}`) }),
    away: awayOf(reader, absences),
    absence: pathTo(locale, '/staff/absence'),
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

type Absences = {
  absence: Awaited<ReturnType<AbsencesService['of']>>
  covered: Awaited<ReturnType<AbsencesService['coveredBy']>>
}
function awayOf({ t, locale }: WorkReader, { absence, covered }: Absences): string[] {
  const day = (one: string) => formatDay(locale, startOfCityDay(one))
  return [
    ...(absence ? [t('absence.said.own', absenceInWords(locale, absence))] : []),
    ...covered.map(({ name, until }) => t('absence.covering', { name, day: day(until) })),
  ]
}

function calmOf({ t }: WorkReader, { today, week, later }: Work): string | null {
  if (today.length > 0) return null
  return week.length > 0 || later.length > 0 ? t('work.calm.today') : t('work.calm.all')
}
