import { locales } from '#shared/texts/i18n.ts'
import { personalParts } from '#web/pages/head.ts'

/** A page below the language: `/premises`. `changed` is left out where nobody can tell. */
export type SitePage = { path: string; changed?: Date }

/**
 * Premises in one file. Each is there once in each language, so a file has 27,000 addresses and some 17 MB; 50,000 and 50 MB
 * are the limits of the format, and a long `PUBLIC_URL` stands in an entry six times.
 */
export const premisesInFile = 9_000

/** Pages whose addresses have no end: each question asked there is another one. */
const endless = ['/premises?', '/plan?', '/incentives?', '/calculator?', '/contact?', '/compare', '/premises.csv']
/** Of the search, the plain list and its pages are for robots: all premises are in it. */
const allowed = ['/premises?page=']

/** Robots keep out of what is personal, what has no end and what is for programs; everything else is for everybody. */
export function robots(publicUrl: string): string {
  const inEach = (rule: string, paths: readonly string[]) =>
    locales.flatMap(locale => paths.map(path => `${rule}: /${locale}${path}`))
  return [
    'User-agent: *',
    ...inEach(
      'Disallow',
      personalParts.map(part => `/${part}`),
    ),
    ...inEach('Disallow', endless),
    ...inEach('Allow', allowed),
    'Disallow: /api/',
    '',
    `Sitemap: ${publicUrl}/sitemap.xml`,
    '',
  ].join('\n')
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
const together = 100

/** Each page in each language, and each of them names the others. Written as it is read. */
export async function* sitemap(
  publicUrl: string,
  pages: Iterable<SitePage> | AsyncIterable<SitePage>,
): AsyncGenerator<string> {
  yield `${declaration}<urlset ${namespaces} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`
  let entries: string[] = []
  for await (const page of pages) {
    entries.push(entriesOf(publicUrl, page))
    if (entries.length < together) continue
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

export function sitemapIndex(publicUrl: string, parts: number): string {
  const maps = Array.from({ length: parts }, (_, index) => {
    return `<sitemap><loc>${publicUrl}/sitemap.xml?part=${index + 1}</loc></sitemap>`
  })
  return `${declaration}<sitemapindex ${namespaces}>\n${maps.join('\n')}\n</sitemapindex>\n`
}
