import { Router, type RequestHandler } from 'express'
import type { PublicReader, MessageKey, Translate } from '#shared/texts/i18n.ts'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { sendCsv, type CsvValue } from '#web/files/csv.ts'
import type { PremisesFilter, CatalogueService, PublishedPremises } from '#features/catalogue/service.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { costOf } from '#features/premises/rules.ts'
import { forgivingFilter } from '../filter.ts'
import { formOf, isUnchanged } from '../freshness.ts'
import { atomFeed, feedUpdated } from './atom.ts'

const entriesShown = 50

/**
 * The search as a feed and as CSV, in the path's language. They take the search page's query parameters and ignore invalid
 * ones as it does. They share the API's rate limit, because a table of everything costs as much.
 */
export function feedRoutes({ catalogue }: Pick<Services, 'catalogue'>, counted: RequestHandler): Router {
  const router = Router({ caseSensitive: true })

  router.get('/premises.atom', anyone, counted, async (req, res) => {
    const filter = forgivingFilter(req.query)
    const found = await catalogue.published.read(await catalogue.published.newest(filter, entriesShown))
    res.set({ 'Cache-Control': 'public, max-age=300', 'Last-Modified': feedUpdated(found).toUTCString() })
    res.type('application/atom+xml').send(atomFeed(res.locals, filter, found))
  })

  router.get('/premises.csv', anyone, counted, async (req, res) => {
    const head = headIn(res.locals.t)
    res.set('X-Robots-Tag', 'noindex')
    if (await isUnchanged(res, catalogue.published, formOf(head))) return
    const rows = rowsOf(catalogue.published, forgivingFilter(req.query), res.locals)
    await sendCsv(res, { name: res.locals.t('open-data.table.file'), head }, rows)
  })

  return router
}

async function* rowsOf(published: CatalogueService['published'], filter: PremisesFilter, place: PublicReader) {
  for await (const one of published.every(filter)) yield rowIn(place, one)
}

type Column = [head: MessageKey, value: (one: PublishedPremises, place: PublicReader) => CsvValue]

const yuan = (fen: number): number => fen / 100

/** Columns of the CSV for people: labels, and money in yuan. */
const columns: Column[] = [
  ['open-data.table.code', ({ premises }) => premises.code],
  ['open-data.table.title', ({ premises }, { locale }) => readText(premises.title, locale).text],
  ['open-data.table.status', ({ premises }, { t }) => t(`premises.status.${premises.status}`)],
  ['premises.fact.address', ({ building }, { locale }) => readText(building.address, locale).text],
  ['premises.fact.floor', ({ premises }) => premises.floor],
  ['open-data.table.area', ({ premises }) => premises.areaUsableSqM],
  ['open-data.table.frontage', ({ premises }) => premises.frontageM],
  ['open-data.table.ceiling', ({ premises }) => premises.ceilingHeightM],
  [
    'premises.fact.allowed',
    ({ premises }, { t }) => premises.allowedUses.map(use => t(`premises.use.${use}`)).join('; '),
  ],
  [
    'open-data.table.features',
    ({ premises }, { t }) => premises.features.map(feature => t(`premises.feature.${feature}`)).join('; '),
  ],
  ['open-data.table.free-months', ({ premises }) => premises.rentFreeMonths],
  ['open-data.table.first-year', ({ premises }) => yuan(costOf(premises).firstYearMonthlyFen)],
  ['open-data.table.waived', ({ premises }) => yuan(costOf(premises).rentWaivedFen)],
  ['open-data.table.deposit', ({ premises }) => yuan(premises.depositFen)],
  ['premises.fact.available-from', ({ premises }) => premises.availableFrom],
  ['open-data.table.demo', ({ premises }, { t }) => t(premises.demo ? 'premises.fact.yes' : 'premises.fact.no')],
  [
    'open-data.table.address',
    ({ premises }, { publicUrl, locale }) => `${publicUrl}/${locale}/premises/${premises.code}`,
  ],
]

const headIn = (t: Translate): string[] => columns.map(([head]) => t(head))
const rowIn = (place: PublicReader, one: PublishedPremises): CsvValue[] => columns.map(([, value]) => value(one, place))
