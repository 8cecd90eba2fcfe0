import { Router, type RequestHandler, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import { notFound } from '#shared/errors.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { sendPdf } from '#web/files/downloads.ts'
import { makePdf, type PdfBlock } from '#outside/pdf.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay } from '#shared/texts/format.ts'
import * as pages from './page.ts'
import { helpText } from './texts.ts'
import { topicAt, topicsOf } from './topics.ts'
import { chaptersFor, type HelpReader } from './page.ts'

/** The manual of one role as a PDF, with the same texts as on the pages. */
function manualPdf(reader: HelpReader, now: Date): Promise<Buffer> {
  const { t, locale } = reader
  const blocks: PdfBlock[] = [
    { kind: 'heading', level: 1, text: t('help.manual') },
    { kind: 'paragraph', text: [t('help.manual.lead')], tone: 'muted' },
    ...chaptersFor(reader).flatMap(({ heading, topics }): PdfBlock[] => [
      { kind: 'heading', level: 2, text: heading },
      ...topics.flatMap(topicBlocks(reader)),
    ]),
  ]
  const author = t('site.name')
  return makePdf({
    title: t('help.manual'),
    language: locale,
    author,
    createdAt: now,
    footer: `${author}${dot}${formatDay(locale, now)}`,
    blocks,
  })
}

const topicBlocks =
  ({ t }: HelpReader) =>
  ({ title, purpose, steps, mind }: ReturnType<typeof chaptersFor>[number]['topics'][number]): PdfBlock[] => [
    { kind: 'heading', level: 3, text: title },
    { kind: 'paragraph', text: [purpose] },
    { kind: 'list', items: steps.map((step, i) => `${i + 1}. ${step}`) },
    ...(mind.length > 0
      ? [{ kind: 'paragraph', text: [[t('help.mind'), mind.join(' ')].join(t('list.colon'))] } as const]
      : []),
  ]

/**
 * Adds the short help of the requested page; the layout shows it on staff pages. Where the page is closed to the role, the
 * help is that of the nearest page above it that is open.
 */
export const attachHelp: RequestHandler = (req, res, next) => {
  const { account, locale } = res.locals
  if (account && account.role !== 'applicant' && /^\/staff(?:\/|$)/.test(req.path)) {
    const id = topicAt(req.path, topicsOf(account.role))
    res.locals.help = { mind: [], ...helpText(locale, id), href: pathTo(locale, '/staff/help/:topic', { topic: id }) }
  }
  next()
}

const readerOf = (res: Response): pages.HelpReader => {
  const { t, locale } = res.locals
  return { t, locale, role: accountOf(res).role }
}

/** Help by topic, as a first-day tour, and as a manual to print. */
export function helpRoutes({ clock }: { clock: Clock }): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/help', staff(), (_req, res) => pages.renderContents(res, pages.contentsPage(readerOf(res))))

  router.get('/staff/help/manual', staff(), (_req, res) => pages.renderManual(res, pages.manualPage(readerOf(res))))

  router.get('/staff/help/manual.pdf', staff(), async (_req, res) => {
    const reader = readerOf(res)
    const bytes = await manualPdf(reader, clock.now())
    await sendPdf(res, `${reader.t('help.manual')}.pdf`, bytes)
  })

  router.get('/staff/help/first-day/:number', staff(), (req, res) => {
    const page = pages.tourPage(readerOf(res), Number(req.params.number))
    if (!page) throw notFound()
    pages.renderTopic(res, page)
  })

  router.get('/staff/help/:topic', staff(), (req, res) => {
    const reader = readerOf(res)
    const topic = topicsOf(reader.role).find(({ id }) => id === req.params.topic)
    if (!topic) throw notFound()
    pages.renderTopic(res, pages.topicPage(reader, topic.id))
  })

  return router
}
