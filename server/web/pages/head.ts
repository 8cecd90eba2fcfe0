import type { Response } from 'express'
import { dot } from '#shared/texts/facts.ts'
import { locales, type Locale } from '#shared/texts/i18n.ts'
import { breadcrumbData, dataBlock, type StructuredNode } from './structured-data.ts'

/** What a page may tell those who find it by a search engine or a shared link. */
export type PageDiscovery = {
  /** Kept out of search engines. What needs an account, and every failure, is so anyway. */
  noindex?: boolean
  /** The part of the query that makes another page of it: `?page=2`. To a search engine all the rest is the same page. */
  canonicalQuery?: string
  /** The picture beside a shared link, 1200 × 630, as a path; the site has one of its own. */
  picture?: { src: string; alt: string }
  /** What the page is about, in schema.org's words and with absolute addresses. */
  structured?: readonly StructuredNode[]
  /** An Atom feed of what the page lists, as a path. */
  feed?: { href: string; title: string }
}

/** The way to a page, from the outermost; the page itself comes last and has no address. */
export type Breadcrumb = { label: string; href?: string }[]

type Page = PageDiscovery & { title: string; description?: string; breadcrumb?: Breadcrumb }

/** Parts of the site that are personal or mean nothing without their visitor: no robot needs them. */
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
 * The head of a page. `here` is its path without the language and the query. Whoever may not keep a page (`no-store`) must
 * not index it either: private pages, pages that show who is signed in, failures.
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
      // The way in chooses a language by itself; everywhere else Russian is what an unknown reader gets.
      { code: 'x-default', href: path ? at('ru') : `${publicUrl}/` },
    ],
    territory: territories[locale],
    otherTerritories: locales.filter(code => code !== locale).map(code => territories[code]),
    picture: pictureOf(page, res.locals),
    feed: page.feed ?? null,
    data: unlisted ? '' : dataOf(page, { publicUrl, here: at(locale) }),
  }
}

/** A page without a picture of its own has one of the street. */
function pictureOf({ picture, title }: Page, { publicUrl, locale, t }: Response['locals']) {
  const { src, alt } = picture ?? { src: `/og/site/${locale}.png`, alt: `${title}${dot}${t('site.name')}` }
  return { src: publicUrl + src, alt }
}

function dataOf({ structured = [], breadcrumb = [] }: Page, place: { publicUrl: string; here: string }): string {
  const data = [...structured, ...breadcrumbData(breadcrumb, place)]
  return data.length > 0 ? dataBlock(data) : ''
}
