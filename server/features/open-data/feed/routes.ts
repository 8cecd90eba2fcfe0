import { Router, type RequestHandler } from 'express'
import type { PublicReader, MessageKey, Translate } from '#shared/texts/i18n.ts'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { sendCsv, type CsvValue } from '#web/files/csv.ts'
import type { PremisesFilter, CatalogueService, PublishedPremises } from '#features/catalogue/service.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatArea, formatRoundMoney } from '#shared/texts/format.ts'
import { costOf } from '#features/premises/rules.ts'
import { conditionsOf } from '#features/catalogue/search-address.ts'
import { readLenientFilter } from '../filter.ts'
import { formatHashOf, sendIfUnchanged } from '../freshness.ts'

const entriesShown = 50

/**
 * The search as a feed and as CSV, in the path's language. They take the search page's query parameters and ignore invalid
 * ones as it does. They share the API's rate limit, because a table of everything costs as much.
 */
export function feedRoutes({ catalogue }: Pick<Services, 'catalogue'>, counted: RequestHandler): Router {
  const router = Router({ caseSensitive: true })

  router.get('/premises.atom', anyone, counted, async (req, res) => {
    const filter = readLenientFilter(req.query)
    const found = await catalogue.published.read(await catalogue.published.newest(filter, entriesShown))
    res.set({ 'Cache-Control': 'public, max-age=300', 'Last-Modified': feedUpdatedAt(found).toUTCString() })
    res.type('application/atom+xml').send(renderAtomFeed(res.locals, filter, found))
  })

  router.get('/premises.csv', anyone, counted, async (req, res) => {
    const head = headIn(res.locals.t)
    res.set('X-Robots-Tag', 'noindex')
    if (await sendIfUnchanged(res, catalogue.published, formatHashOf(head))) return
    const rows = rowsOf(catalogue.published, readLenientFilter(req.query), res.locals)
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

/** Date of an empty feed: a feed must have a date, which must not change while its content does not. */
const nothingYet = new Date(0)

const feedUpdatedAt = (found: readonly PublishedPremises[]): Date =>
  found.map(({ premises }) => lastChangedAt(premises)).reduce((latest, at) => (at > latest ? at : latest), nothingYet)

const publishedAt = ({ publishAt, createdAt }: Dated): Date => publishAt ?? createdAt
/** Since when the premises can be read as it is: one prepared for a later day is news on that day. */
function lastChangedAt(premises: Dated): Date {
  const published = publishedAt(premises)
  return premises.updatedAt > published ? premises.updatedAt : published
}
type Dated = Pick<PublishedPremises['premises'], 'publishAt' | 'createdAt' | 'updatedAt'>

/** Conditions of a feed in a fixed order, so that equal feeds have equal ids. Status is omitted: all are available. */
function feedQuery(filter: PremisesFilter): string {
  const { q, as, zone, building, use, minArea, maxArea, minFrontage, maxFrontage, maxMonthly, ...rest } = filter
  const { floor, feature, from } = rest
  const ranges = { minArea, maxArea, minFrontage, maxFrontage, maxMonthly }
  const asked = { q, as, zone, building, use, ...ranges, floor, feature, from }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) {
    for (const one of [value ?? []].flat()) query.append(name, String(one))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

/** Title that tells several feeds apart in a reader. Status is omitted: all are available. */
function titleOf({ t, locale }: PublicReader, filter: PremisesFilter): string {
  const conditions = conditionsOf({ t, locale }, { ...filter, status: [] })
  return conditions.length > 0
    ? t('open-data.feed.title-of', { search: conditions.join(dot) })
    : t('open-data.feed.title')
}

/** Returns an Atom feed (RFC 4287). Its ids (tag URIs, RFC 4151) stay the same when pages move. */
function renderAtomFeed(place: PublicReader, filter: PremisesFilter, found: readonly PublishedPremises[]): string {
  const { t, locale, publicUrl } = place
  const query = feedQuery(filter)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">`,
    element('id', nameOf(place, `premises${query}`)),
    element('title', titleOf(place, filter)),
    element('subtitle', t('open-data.feed.subtitle')),
    element('updated', feedUpdatedAt(found).toISOString()),
    `<author>${element('name', t('site.name'))}</author>`,
    link('self', `${publicUrl}/${locale}/premises.atom${query}`, 'application/atom+xml'),
    link('alternate', `${publicUrl}/${locale}/premises${query}`, 'text/html'),
    ...found.map(one => entry(place, one)),
    '</feed>\n',
  ].join('\n')
}

function entry(place: PublicReader, { premises, building }: PublishedPremises): string {
  const { t, locale, publicUrl } = place
  const facts = [
    ...premises.allowedUses.slice(0, 1).map(use => t(`premises.use.${use}`)),
    formatArea(locale, premises.areaUsableSqM),
    t('premises.floor', { floor: premises.floor }),
    readText(building.address, locale).text,
  ].join(dot)
  const cost = t('premises.one.pay', { cost: formatRoundMoney(locale, costOf(premises).firstYearMonthlyFen) })
  const demo = premises.demo ? t('demo.banner') : ''
  const summary = [demo, readText(premises.summary, locale).text, `${facts}.`, cost].filter(Boolean).join(' ')
  return [
    '<entry>',
    element('id', nameOf(place, `premises/${premises.code}`)),
    element('title', `${readText(premises.title, locale).text}, ${premises.code}`),
    element('published', publishedAt(premises).toISOString()),
    element('updated', lastChangedAt(premises).toISOString()),
    link('alternate', `${publicUrl}/${locale}/premises/${premises.code}`, 'text/html'),
    element('summary', summary),
    '</entry>',
  ].join('\n')
}

const nameOf = ({ locale, publicUrl }: PublicReader, what: string): string =>
  `tag:${new URL(publicUrl).hostname},2026:${locale}/${what}`

const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`

const link = (rel: string, href: string, type: string): string =>
  `<link rel="${rel}" type="${type}" href="${escaped(href)}"/>`

/** Characters that XML cannot contain are removed. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(unwritable, '').replace(/[&<>"]/g, sign => names[sign] ?? '')
