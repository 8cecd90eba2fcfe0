import { Router, type RequestHandler, type Response } from 'express'
import type { z } from 'zod'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { once } from '#shared/once.ts'
import { anyone } from '#web/access/access.ts'
import { sendCsv, type CsvValue } from '#web/files/csv.ts'
import { readPath } from '#web/forms/forms.ts'
import { parseQuery } from '#web/forms/questions.ts'
import type { PremisesFilter, CatalogueService } from '#features/catalogue/service.ts'
import { sendProblem } from '#web/requests/problem.ts'
import { useProgramLanguage } from '#web/access/program-language.ts'
import { filterOf } from '../filter.ts'
import { cacheForMinute, formatHashOf, sendIfUnchanged } from '../freshness.ts'
import { cursorAfter } from './cursor.ts'
import { openApiDocument } from './document.ts'
import { toIncentiveResource, toPremisesResource } from './resources.ts'
import * as schemas from './schemas.ts'
import type { PremisesResource } from './schemas.ts'

type Column = [name: string, value: (premises: PremisesResource) => CsvValue]

const languages = ['ru', 'en', 'zh'] as const
const inLanguages = (name: string, text: (premises: PremisesResource) => PremisesResource['title']): Column[] =>
  languages.map(language => [`${name}_${language}`, premises => text(premises)[language]])

/** Columns are named as in the JSON. Several values in a cell are separated by spaces, which no value contains. */
const columns: Column[] = [
  ['code', ({ code }) => code],
  ['status', ({ status }) => status],
  ['zone', ({ zone }) => zone],
  ['building', ({ building }) => building.code],
  ...inLanguages('address', ({ building }) => building.address),
  ['latitude', ({ building }) => building.latitude],
  ['longitude', ({ building }) => building.longitude],
  ['floor', ({ floor }) => floor],
  ...inLanguages('title', ({ title }) => title),
  ['areaUsableSqM', ({ areaUsableSqM }) => areaUsableSqM],
  ['areaGrossSqM', ({ areaGrossSqM }) => areaGrossSqM],
  ['ceilingHeightM', ({ ceilingHeightM }) => ceilingHeightM],
  ['frontageM', ({ frontageM }) => frontageM],
  ['allowedUses', ({ allowedUses }) => allowedUses.join(' ')],
  ['prohibitedUses', ({ prohibitedUses }) => prohibitedUses.join(' ')],
  ['features', ({ features }) => features.join(' ')],
  ['condition', ({ condition }) => condition],
  ['electricityKw', ({ electricityKw }) => electricityKw],
  ['heating', ({ heating }) => heating],
  ['currency', ({ money }) => money.currency],
  ['rentFreeMonths', ({ money }) => money.rentFreeMonths],
  ['marketRentMonthlyFen', ({ money }) => money.marketRentMonthlyFen],
  ['rentWaivedFen', ({ money }) => money.rentWaivedFen],
  ['managementMonthlyFen', ({ money }) => money.managementMonthlyFen],
  ['heatingSeasonFen', ({ money }) => money.heatingSeasonFen],
  ['firstYearMonthlyFen', ({ money }) => money.firstYearMonthlyFen],
  ['depositFen', ({ money }) => money.depositFen],
  ['availableFrom', ({ availableFrom }) => availableFrom],
  ['publishedAt', ({ publishedAt }) => publishedAt],
  ['updatedAt', ({ updatedAt }) => updatedAt],
  ['demo', ({ demo }) => String(demo)],
  ...languages.map((language): Column => [`url_${language}`, ({ links }) => links[language]]),
]

/** The CSV for programs has the same values as the JSON. */
const tableHead = columns.map(([name]) => name)
const tableRow = (premises: PremisesResource): CsvValue[] => columns.map(([, value]) => value(premises))

const exposedHeaders =
  'ETag, Link, Retry-After, RateLimit, RateLimit-Policy, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset'

/**
 * Headers for the whole API: any site may read it, nobody may write, and search engines do not index it. Errors are in the
 * requested language.
 */
const prepareApiRequest: RequestHandler = (req, res, next) => {
  useProgramLanguage(req, res)
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': exposedHeaders,
    'Cross-Origin-Resource-Policy': 'cross-origin',
  })
  if (req.method === 'GET' || req.method === 'HEAD') next()
  else if (req.method === 'OPTIONS') answerPreflight(req, res, next)
  else rejectWriting(req, res, next)
}

/** Browsers send a preflight request when a page sends `If-None-Match`. */
const answerPreflight: RequestHandler = (_req, res) => {
  res
    .set({
      'Access-Control-Allow-Methods': 'GET, HEAD',
      'Access-Control-Allow-Headers': 'If-None-Match, Accept-Language',
      'Access-Control-Max-Age': '86400',
      Allow: 'GET, HEAD, OPTIONS',
    })
    .status(204)
    .end()
}

const rejectWriting: RequestHandler = (_req, res) => {
  const { t } = res.locals
  res.set('Allow', 'GET, HEAD, OPTIONS')
  sendProblem(res, { status: 405, title: t('open-data.problem.method'), detail: t('open-data.problem.method-detail') })
}

type Settings = { publicUrl: string; counted: RequestHandler }

/** The open data, version 1. Mounted before the session middleware: it neither reads nor sets cookies. */
export function apiRoutes(
  { catalogue, incentives }: Pick<Services, 'catalogue' | 'incentives'>,
  { publicUrl, counted }: Settings,
): Router {
  const router = Router({ caseSensitive: true })
  // Made on first use, because a start does not need it.
  const described = once(() => {
    const document = openApiDocument(publicUrl)
    return { document, form: formatHashOf(document) }
  })

  router.use('/api', prepareApiRequest, counted)

  router.get('/api/v1/openapi.json', anyone, (_req, res) => {
    res.set('Cache-Control', cacheForMinute).json(described().document)
  })

  router.get('/api/v1/premises', anyone, async (req, res) => {
    const question = parseQuery(schemas.premisesQuery, req, res)
    if (!question || (await sendIfUnchanged(res, catalogue.published, described().form))) return
    const { limit, cursor = null, ...asked } = question
    // One more than is shown, to know whether there is a next page.
    const { codes, total } = await catalogue.published.codes(filterOf(asked), { after: cursor, most: limit + 1 })
    const shown = codes.slice(0, limit)
    const last = shown.at(-1)
    const next = codes.length > limit && last ? nextPageUrl(publicUrl, req.originalUrl, cursorAfter(last)) : null
    if (next) res.links({ next })
    const found = await catalogue.published.read(shown)
    sendAs(schemas.premisesList, res, { items: found.map(one => toPremisesResource(publicUrl, one)), total, next })
  })

  router.get('/api/v1/premises.csv', anyone, async (req, res) => {
    const question = parseQuery(schemas.premisesCsvQuery, req, res)
    if (!question || (await sendIfUnchanged(res, catalogue.published, described().form))) return
    const rows = exportRows(catalogue.published, filterOf(question), publicUrl)
    await sendCsv(res, { name: 'premises.csv', head: tableHead }, rows)
  })

  router.get('/api/v1/premises/:code', anyone, async (req, res) => {
    if (!parseQuery(schemas.noQuery, req, res)) return
    const { code } = readPath(schemas.codePath, req.params)
    const found = await catalogue.byCode(code)
    if (!found) throw notFound('premises.not-found')
    sendAs(schemas.premises, res, toPremisesResource(publicUrl, found))
  })

  router.get('/api/v1/incentives', anyone, async (req, res) => {
    const filter = parseQuery(schemas.incentivesQuery, req, res)
    if (!filter) return
    const list = await incentives.list(filter)
    sendAs(schemas.incentiveList, res, { items: list.map(one => toIncentiveResource(publicUrl, one)) })
  })

  router.use('/api', () => {
    throw notFound()
  })
  return router
}

/** Parses the answer with its schema and sends it; Express adds an ETag if there is none. */
function sendAs<S extends z.ZodType>(schema: S, res: Response, answer: z.input<S>): void {
  res.set('Cache-Control', cacheForMinute).json(schema.parse(answer))
}

/** Returns the address of the same query with another cursor. */
function nextPageUrl(publicUrl: string, currentUrl: string, cursor: string): string {
  const address = new URL(currentUrl, publicUrl)
  address.searchParams.set('cursor', cursor)
  return publicUrl + address.pathname + address.search
}

async function* exportRows(published: CatalogueService['published'], filter: PremisesFilter, publicUrl: string) {
  for await (const one of published.every(filter)) yield tableRow(toPremisesResource(publicUrl, one))
}
