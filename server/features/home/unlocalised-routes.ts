import { Router, type Request } from 'express'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { preferredLocale } from '#web/pages/locale.ts'
import { streamResponse } from '#web/files/streaming.ts'
import { locales } from '#shared/texts/i18n.ts'
import { personalParts } from '#web/pages/head.ts'
import type { CodeRange, CatalogueService } from '../catalogue/service.ts'

/** A page without its language: `/premises`. `changed` is omitted where unknown. */
type SitePage = { path: string; changed?: Date }

/**
 * Premises in one file. Each is listed once in each language, so a file has 27,000 addresses and some 17 MB; the format's
 * limits are 50,000 and 50 MB, and an entry contains `PUBLIC_URL` six times.
 */
const maxPremisesPerFile = 9_000

/** Pages with unlimited variants, since each query is another address. */
const disallowedPaths = [
  '/premises?',
  '/finder?',
  '/plan?',
  '/incentives?',
  '/calculator?',
  '/contact?',
  '/compare',
  '/currency',
  '/display',
  '/answers?',
  '/premises.csv',
]
/** Exceptions for the search: the plain list and its pages, which contain all premises, may be crawled. */
const allowedPaths = ['/premises?page=']

/**
 * Keeps robots out of personal pages, pages with unlimited variants and addresses for programs; everything else is allowed.
 */
function renderRobotsTxt(publicUrl: string): string {
  const inEach = (rule: string, paths: readonly string[]) =>
    locales.flatMap(locale => paths.map(path => `${rule}: /${locale}${path}`))
  return [
    'User-agent: *',
    ...inEach(
      'Disallow',
      personalParts.map(part => `/${part}`),
    ),
    ...inEach('Disallow', disallowedPaths),
    ...inEach('Allow', allowedPaths),
    'Disallow: /api/',
    '',
    `Sitemap: ${publicUrl}/sitemap.xml`,
    '',
  ].join('\n')
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
const batchSize = 100

/** Lists each page in each language, with links to its other languages. Written while it is read. */
async function* renderSitemap(
  publicUrl: string,
  pages: Iterable<SitePage> | AsyncIterable<SitePage>,
): AsyncGenerator<string> {
  yield `${declaration}<urlset ${namespaces} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`
  let entries: string[] = []
  for await (const page of pages) {
    entries.push(entriesOf(publicUrl, page))
    if (entries.length < batchSize) continue
    yield entries.join('')
    entries = []
  }
  yield `${entries.join('')}</urlset>\n`
}

function entriesOf(publicUrl: string, { path, changed }: SitePage): string {
  const address = (locale: string) => `${publicUrl}/${locale}${path}`
  const others = [
    ...locales.map(locale => alternate(locale, address(locale))),
    alternate('x-default', path ? address('ru') : `${publicUrl}/`),
  ].join('')
  const lastmod = changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ''
  return locales.map(locale => `<url><loc>${address(locale)}</loc>${lastmod}${others}</url>\n`).join('')
}

const alternate = (locale: string, href: string): string =>
  `<xhtml:link rel="alternate" hreflang="${locale}" href="${href}"/>`

function renderSitemapIndex(publicUrl: string, parts: number): string {
  const maps = Array.from({ length: parts }, (_, index) => {
    return `<sitemap><loc>${publicUrl}/sitemap.xml?part=${index + 1}</loc></sitemap>`
  })
  return `${declaration}<sitemapindex ${namespaces}>\n${maps.join('\n')}\n</sitemapindex>\n`
}

type RequiredServices = Pick<Services, 'catalogue' | 'incentives' | 'deciding'>
const oneHourCache = 'public, max-age=3600'

/** Addresses without a language: the redirect from `/`, and files that programs read. */
export function unlocalisedRoutes(services: RequiredServices, publicUrl: string): Router {
  const { catalogue } = services
  const router = Router({ caseSensitive: true })

  router.get('/', anyone, (req, res) => {
    res.vary('Accept-Language')
    res.redirect(302, `/${preferredLocale(req)}`)
  })

  router.get('/robots.txt', anyone, (_req, res) => {
    res.type('text/plain').set('Cache-Control', oneHourCache).send(renderRobotsTxt(publicUrl))
  })

  router.get('/sitemap.xml', anyone, async (req, res) => {
    const [mark, codes, others] = await Promise.all([
      catalogue.published.mark(),
      catalogue.codes(),
      listOtherPages(services),
    ])
    const parts = Math.max(1, Math.ceil(codes.length / maxPremisesPerFile))
    const part = requestedPartOf(req, parts)
    const changed = others.map(page => page.changed?.getTime() ?? 0).reduce((sum, at) => sum + at, 0)
    res.type('application/xml').set({ 'Cache-Control': oneHourCache, ETag: `"${mark}-${changed}-${part ?? 'index'}"` })
    if (req.fresh) res.status(304).end()
    else if (part === null) res.send(renderSitemapIndex(publicUrl, parts))
    else await streamResponse(res, renderSitemap(publicUrl, listPages(part, { catalogue, codes, others })))
  })

  return router
}

/** Number of the requested file, from 1; null is the index file, which exists only when there are several files. */
function requestedPartOf(req: Request, parts: number): number | null {
  const input = typeof req.query.part === 'string' && /^\d{1,6}$/.test(req.query.part) ? Number(req.query.part) : 0
  if (input >= 1 && input <= parts) return input
  return parts > 1 ? null : 1
}

type Site = { catalogue: Pick<CatalogueService, 'published'>; codes: readonly string[]; others: readonly SitePage[] }

/** Pages of one file; the few that are not premises are in the first. */
async function* listPages(part: number, { catalogue, codes, others }: Site): AsyncGenerator<SitePage> {
  if (part === 1) yield* others
  for await (const { code, updatedAt } of catalogue.published.changes(rangeOf(part, codes))) {
    yield { path: `/premises/${code}`, changed: updatedAt }
  }
}

function rangeOf(part: number, codes: readonly string[]): CodeRange {
  const sorted = codes.toSorted()
  const at = (place: number) => sorted[place * maxPremisesPerFile] ?? null
  return { from: part === 1 ? null : at(part - 1), to: at(part) }
}

const staticPaths = [
  ...[
    '',
    '/premises',
    '/finder',
    '/plan',
    '/street',
    '/incentives',
    '/eligibility',
    '/guides',
    '/how-it-works',
    '/answers',
    '/calculator',
    '/contact',
    '/how-to-get-there',
    '/open-data',
    '/figures',
  ],
  ...['/notices', '/privacy', '/glossary', '/security', '/accessibility'],
]

/** Every public page that is not about one premises, without its language. */
async function listOtherPages({ incentives, deciding }: RequiredServices): Promise<SitePage[]> {
  const [list, zones, notices] = await Promise.all([
    incentives.list(),
    incentives.zones.list(),
    deciding.notices.list(),
  ])
  return [
    ...staticPaths.map(path => ({ path })),
    ...list.map(({ slug, updatedAt }) => ({ path: `/incentives/${slug}`, changed: updatedAt })),
    ...zones.map(({ slug, updatedAt }) => ({ path: `/zones/${slug}`, changed: updatedAt })),
    ...notices.map(({ reference, from }) => ({ path: `/notices/${reference}`, changed: from })),
  ]
}
