import type { Response } from 'express'
import { localisePath, pathTo } from '#server/paths.ts'
import { formatDay } from '#shared/texts/format.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { locales, type Locale, type MessageKey } from '#shared/texts/i18n.ts'
import { nextPathOf, withNextPath } from '../access/own-path.ts'
import { takeNotices } from '../forms/flash.ts'
import type { SessionAccount } from '../locals.ts'
import { assetsFor, pageStyles } from './assets.ts'
import { displayChoice, displayLink } from './display.ts'
import { siteFooter } from './footer.ts'
import { currencySwitch } from './currency.ts'
import { headOf, type Breadcrumb, type PageDiscovery } from './head.ts'
import { mainMenu } from './menu.ts'
import { isStaffPage, staffBarOf } from './staff-bar.ts'

/** What a page may tell the layout. */
export type PageFrame = PageDiscovery & {
  /** Title of the browser tab; the template has its own h1. */
  title: string
  description?: string
  breadcrumb?: Breadcrumb
  /** True when the page shows demonstration data; the layout says so. */
  demo?: boolean
  /** True to use the whole width (tables, the street); all staff pages do. */
  wide?: boolean
  /** Search words to show in the staff search box. */
  lookedFor?: string
}

const switchLabels: Record<Locale, string> = { ru: 'Рус', en: 'Eng', zh: '中文' }

/** Everything around a page's own content: language switch, menu, account, notices. */
export type Chrome = ReturnType<typeof chromeOf>
export function chromeOf(res: Response, page: PageFrame) {
  const { req } = res
  const { t, locale, account } = res.locals
  const assets = assetsFor(req)
  const here = withoutLocale(res.locals.here ?? req.originalUrl)
  const staff = staffBarOf(res, pathOf(here), page)
  const wide = page.wide ?? false
  return {
    t,
    locale,
    /** Staff pages have no saved list. */
    saved: isStaffPage(pathOf(here))
      ? null
      : { href: pathTo(locale, '/saved'), current: pathOf(here).startsWith('/saved') },
    assets,
    styles: pageStyles(assets),
    display: displayLink(res.locals, displayChoice.of(req)),
    home: pathTo(locale, '/'),
    homeIsHere: here === '' || here === '/',
    head: headOf(res, page, pathOf(here)),
    languages: locales.map(code => ({
      code,
      label: switchLabels[code],
      name: t(`locale.${code}`),
      href: `/${code}${isPageRequest(req) ? here : withNextPath(here, continuationOf(req))}`,
      current: code === locale,
    })),
    menu: mainMenu({ t, locale }).map(link => ({ ...link, current: pathOf(here).startsWith(link.path) })),
    accent: siteSettings().accent,
    logo: siteSettings().logo,
    account: accountMenu(res, account, here),
    /** Owner of what the browser stores, so that nobody else sees it. */
    owner: account?.id ?? null,
    staff,
    footer: staff ? null : siteFooter({ t, locale }, { wide }),
    leaving: deletionReminder(res),
    notices: takeNotices(req, res),
    demo: page.demo ?? false,
    wide,
    currency:
      isPageRequest(req) && !isStaffPage(pathOf(here)) ? currencySwitch(res.locals, localisePath(locale, here)) : null,
  }
}

/** Returns the reminder shown on every page to people who have asked for the deletion of their account. */
function deletionReminder({ locals: { t, locale, account } }: Response) {
  if (!account?.deletionDueAt) return null
  const text = t('privacy.leaving.banner', { day: formatDay(locale, account.deletionDueAt) })
  return { text, href: `${pathTo(locale, '/account/privacy')}#deletion`, label: t('privacy.leaving.change') }
}

/** Returns where a refused form continues; null if its address says so already. */
const continuationOf = (req: Response['req']): string | null => (req.query.next === undefined ? nextPathOf(req) : null)

/** Checks for GET and HEAD: a HEAD response must have the same headers as the page. */
const isPageRequest = ({ method }: Response['req']): boolean => method === 'GET' || method === 'HEAD'

/** Returns the path with its query but without the language: '/ru/premises?q=x' → '/premises?q=x'. */
function withoutLocale(url: string): string {
  const [, first = ''] = /^\/([^/?]*)/.exec(url) ?? []
  return locales.some(code => code === first) ? url.slice(first.length + 1) : ''
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? ''

function accountMenu(res: Response, account: SessionAccount | null, here: string) {
  const { t, locale } = res.locals
  if (!account) {
    const onTheWay = /^\/(sign-|verify|forgot|reset)/.test(here)
    const next = isPageRequest(res.req) && !onTheWay ? localisePath(locale, here) : nextPathOf(res.req)
    return { signedIn: false, signIn: withNextPath(pathTo(locale, '/sign-in'), next) }
  }
  const link = (path: string, key: MessageKey) => ({
    label: t(key),
    href: localisePath(locale, path),
    current: pathOf(here).startsWith(path),
  })
  const work =
    account.role === 'applicant'
      ? [link('/applications', 'nav.applications'), link('/viewings', 'viewing.own.title')]
      : isStaffPage(pathOf(here))
        ? [{ label: t('nav.public'), href: pathTo(locale, '/'), current: false }]
        : [link('/staff', 'desk.title')]
  return {
    signedIn: true,
    name: account.name,
    links: [...work, link('/account', 'nav.account')],
    signOut: pathTo(locale, '/sign-out'),
  }
}
