import type { Response } from 'express'
import { pathTo } from '#server/paths.ts'
import { dot } from '#shared/texts/facts.ts'
import { locales, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { breadcrumbData, dataBlock, type StructuredNode } from './structured-data.ts'

/** What a page tells search engines and previews of shared links. */
export type PageDiscovery = {
  /** Excludes the page from search engines. Pages that need an account, and all failures, are always excluded. */
  noindex?: boolean
  /** The part of the query that makes it a different page: `?page=2`. Search engines ignore all other parameters. */
  canonicalQuery?: string
  /** Path of the preview picture of shared links, 1200 × 630. Defaults to the site's own picture. */
  picture?: { src: string; alt: string }
  /** schema.org nodes about the page, with absolute addresses. */
  structured?: readonly StructuredNode[]
  /** Path of an Atom feed of the things that the page lists. */
  feed?: { href: string; title: string }
}

/** The breadcrumb, from the outermost page. The page itself comes last and has no address. */
export type Breadcrumb = { label: string; href?: string }[]

/** Returns the link to the desk, with which the breadcrumb of every staff page begins. */
export const deskCrumb = ({ t, locale }: Reader) => ({ label: t('desk.title'), href: pathTo(locale, '/staff') })

type Page = PageDiscovery & { title: string; description?: string; breadcrumb?: Breadcrumb }

/** Parts of the site that are personal or meaningless without their visitor, closed to robots. */
export const personalParts = [
  'staff',
  'applications',
  'tenancies',
  'viewings',
  'account',
  'saved',
  'sign-in',
  'sign-up',
  'sign-out',
  'verify',
  'forgot-password',
  'reset-password',
  'unsubscribe',
] as const
const personal = new RegExp(`^/(${personalParts.join('|')})(/|$)`)

const territories: Record<Locale, string> = { ru: 'ru_RU', en: 'en_GB', zh: 'zh_CN' }

/**
 * Returns the model of a page's head. `here` is its path without language and query. A page that must not be stored
 * (`no-store`) must not be indexed either: private pages, pages that show who is signed in, failures.
 */
export function headOf(res: Response, page: Page, here: string) {
  const { locale, publicUrl } = res.locals
  const path = here.replace(/\/+$/, '')
  const at = (code: Locale) => `${publicUrl}/${code}${path}${page.canonicalQuery ?? ''}`
  const unlisted = page.noindex === true || personal.test(path) || res.getHeader('Cache-Control') === 'no-store'
  return {
    title: page.title,
    description: page.description,
    unlisted,
    canonical: at(locale),
    alternates: [
      ...locales.map(code => ({ code, href: at(code) })),
      // The start page chooses a language itself; everywhere else unknown readers get Russian.
      { code: 'x-default', href: path ? at('ru') : `${publicUrl}/` },
    ],
    territory: territories[locale],
    otherTerritories: locales.filter(code => code !== locale).map(code => territories[code]),
    picture: pictureOf(page, res.locals),
    feed: page.feed ?? null,
    data: unlisted ? '' : dataOf(page, { publicUrl, here: at(locale) }),
  }
}

/** Returns the page's own picture, or one of the street. */
function pictureOf({ picture, title }: Page, { publicUrl, locale, t }: Response['locals']) {
  const { src, alt } = picture ?? { src: `/og/site/${locale}.png`, alt: `${title}${dot}${t('site.name')}` }
  return { src: publicUrl + src, alt }
}

function dataOf({ structured = [], breadcrumb = [] }: Page, place: { publicUrl: string; here: string }): string {
  const data = [...structured, ...breadcrumbData(breadcrumb, place)]
  return data.length > 0 ? dataBlock(data) : ''
}
