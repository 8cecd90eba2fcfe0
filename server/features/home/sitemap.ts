import { locales } from '../../shared/i18n.ts'

/** A path below the language: `/premises`. */
export type SitePage = string

/** Pages in one file; each is there once in each language, and 50,000 addresses are the limit of the format. */
export const urlsOnPage = 10_000

const privateParts = ['staff', 'applications', 'tenancies', 'account', 'sign-in', 'sign-up', 'saved']

/** Robots keep out of what is personal; everything else is for everybody. */
export function robots(publicUrl: string): string {
  const closed = locales.flatMap(locale => privateParts.map(part => `Disallow: /${locale}/${part}`))
  return ['User-agent: *', ...closed, '', `Sitemap: ${publicUrl}/sitemap.xml`, ''].join('\n')
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

/** Each page in each language, and each of them names the others. */
export function sitemap(publicUrl: string, pages: readonly SitePage[]): string {
  const urls = pages.flatMap(page => {
    const address = (locale: string) => `${publicUrl}/${locale}${page}`
    const others = locales.map(other => alternate(other, address(other))).join('')
    return locales.map(locale => `<url><loc>${address(locale)}</loc>${others}</url>`)
  })
  return `${declaration}<urlset ${namespaces} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>\n`
}

const alternate = (locale: string, href: string): string =>
  `<xhtml:link rel="alternate" hreflang="${locale}" href="${href}"/>`

export function sitemapIndex(publicUrl: string, parts: number): string {
  const maps = Array.from({ length: parts }, (_, index) => {
    return `<sitemap><loc>${publicUrl}/sitemap.xml?part=${index + 1}</loc></sitemap>`
  })
  return `${declaration}<sitemapindex ${namespaces}>\n${maps.join('\n')}\n</sitemapindex>\n`
}
