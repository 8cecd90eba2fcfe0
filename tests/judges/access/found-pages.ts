import { createHash } from 'node:crypto'
import { load, type CheerioAPI } from 'cheerio'
import { pagePaths, type PagePath } from '../../../server/page-paths.ts'
import type { Locale } from '../../../server/shared/texts/i18n.ts'
import type { Entries } from './prepared.ts'
import { cookiesOf, type Reader } from './readers.ts'

const framed = '/embed/premises/:code'
/** Path of a page, or of the page that other sites show in a frame, which has no language prefix. */
export type PageTemplate = PagePath | typeof framed

/** An address without the language, with its reader. `look` is equal where two readers are shown the same. */
export type FoundPage = { template: PageTemplate; path: string; reader: Reader; look: string }

/**
 * Limits for each template that is not `known`: `asked` is the number of pages to load, `kept` the number of pages with
 * something new to keep. With `isWhole` all entries are kept, and must exist.
 */
export type Extent = {
  asked: number
  kept: number
  entries: Entries
  known?: ReadonlySet<PageTemplate>
  isWhole?: boolean
}

/** Pages to which no link leads. */
const unlinked: Entries = {
  'signed-out': [
    ...[
      '/premises?q=ъъъ',
      '/premises?view=table',
      '/premises/SFH-Z-9999',
      '/security',
      '/contact/sent',
      '/sign-up/sent',
    ],
    ...['/forgot-password/sent', '/verify/x', '/reset-password/x', '/unsubscribe/x', '/keep-account/x'],
    ...['/sign-in/code', '/offline', '/notices/SS-2026-900001/objection/sent'],
  ],
  applicant: ['/saved/viewed', '/account/privacy/deletion'],
  listing_manager: ['/staff/premises?q=ъъъ', '/staff/premises/bulk?code=SFH-A-0101&code=SFH-A-0102'],
  decider: ['/staff/applications?q=ъъъ', '/staff/search?q=ъъъ'],
  administrator: ['/staff/users?q=ъъъ', '/staff/audit?request=ъъъ'],
}

const patterns = [...pagePaths, framed as PageTemplate]
  .map(template => ({
    template,
    pattern: new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/:[a-zA-Z]+/g, '[^/]+')}$`),
  }))
  // Literal paths come before those with parameters.
  .toSorted((one, other) => one.template.split(':').length - other.template.split(':').length)
const templateOf = (path: string) => patterns.find(({ pattern }) => pattern.test(path.split('?')[0] || '/'))?.template

/**
 * Follows the links of the site as a reader sees them, from home and their work page. Keeps for each template the pages that
 * show something new, so that each state of the site's data occurs once.
 */
export async function findPages(url: string, reader: Reader, extent: Extent): Promise<FoundPage[]> {
  const cookie = await cookiesOf(url, reader)
  const begun = extent.entries[reader] ?? []
  const whole = new Set(extent.isWhole ? begun : [])
  const entries = new Set([...begun, ...entriesOf(reader)])
  const isLeftOut = (template: PageTemplate, path: string) => extent.known?.has(template) && !entries.has(path)
  const isKept = (here: Template, path: string, parts: readonly string[]) => {
    const isOwn = showsMore(here, parts) && here.found.length < extent.kept
    return isOwn || whole.has(path)
  }
  const met = new Set(entries)
  const of = new Map<PageTemplate, Template>()
  // The loop also visits what is added during it.
  for (const path of met) {
    const template = templateOf(path)
    if (!template || isLeftOut(template, path)) continue
    const here = of.get(template) ?? { asked: 0, shown: new Set<string>(), found: [] }
    of.set(template, { ...here, asked: here.asked + 1 })
    if (here.asked >= extent.asked && !whole.has(path)) continue
    const { status, links, parts, look } = await pageAt(`${url}${addressOf('ru', path)}`, cookie)
    for (const link of links) met.add(link)
    if (whole.has(path)) requireShown(path, reader, status)
    if (isKept(here, path, parts)) here.found.push({ template, path, reader, look })
  }
  return [...of.values()].flatMap(({ found }) => found)
}

/** Throws when a reader does not get a page that they must be shown. */
function requireShown(path: string, reader: Reader, status: number): void {
  if (status !== 200) throw new Error(`${reader} is shown nothing at ${path}: ${status}`)
}

function entriesOf(reader: Reader): string[] {
  const work = reader === 'applicant' ? '/applications' : '/staff'
  return [...(unlinked[reader] ?? []), '/', ...(reader === 'signed-out' ? [] : [work, '/account'])]
}

type Template = { asked: number; shown: Set<string>; found: FoundPage[] }

/** Checks whether the template has not shown some of these parts, and remembers them. */
function showsMore({ shown }: Template, parts: readonly string[]): boolean {
  const before = shown.size
  for (const part of parts) shown.add(part)
  return shown.size > before
}

/** Loads a page and returns its links and parts, both empty for anything else. Throws on a server error. */
async function pageAt(address: string, cookie: string): Promise<ReturnType<typeof read> & { status: number }> {
  const answer = await fetch(address, { headers: { Cookie: cookie }, redirect: 'manual' })
  if (answer.status >= 500) throw new Error(`${address} is answered with ${answer.status}`)
  const isPage = answer.headers.get('content-type')?.startsWith('text/html')
  const { status } = answer
  return isPage && (status < 300 || status >= 400)
    ? { status, ...read(await answer.text()) }
    : { status, links: [], parts: [], look: '' }
}

/** Returns the path of a page in a language. */
export const addressOf = (locale: Locale, path: string): string =>
  path.startsWith('/embed/') ? `${path}?lang=${locale}` : `/${locale}${path === '/' ? '' : path}`

/** Leaves out pages that an earlier reader in the list is shown in the same way at the same address. */
export function unlikeBefore(pages: readonly FoundPage[]): FoundPage[] {
  const met = new Set<string>()
  return pages.filter(({ path, look }) => {
    const isNew = !met.has(`${path} ${look}`)
    met.add(`${path} ${look}`)
    return isNew
  })
}

/** Returns the links of a page, its parts (elements with their classes and states), and its look for the checkers. */
function read(html: string) {
  const $ = load(html)
  const links = $('a[href^="/ru"]')
    .map(
      (_, link) =>
        $(link)
          .attr('href')!
          .replace(/#.*/, '')
          .replace(/^\/ru(?=\/|\?|$)/, '') || '/',
    )
    .get()
  const parts = $('body *')
    .map((_, part) => [part.tagName, $(part).attr('class'), $(part).attr('data-test'), $(part).attr('type')].join(' '))
    .get()
  return { links: links.filter(link => !/sign-out|to=|currency|display/.test(link)), parts, look: lookOf($) }
}

/**
 * Returns a hash of the elements of `main`, with their attributes and whether they have text. Link targets and words are
 * left out: two readers with the same elements at an address differ in names and figures only.
 */
function lookOf($: CheerioAPI): string {
  const elements = $('main *').map((_, element) => {
    const attributes = element.attributes.filter(({ name }) => !/^(?:href|action|src|value)$/.test(name))
    const says = element.children.some(child => child.type === 'text' && child.data.trim() !== '')
    return [element.tagName, says, ...attributes.map(({ name, value }) => `${name}=${value}`)].join(' ')
  })
  return createHash('sha1').update(elements.get().join('\n')).digest('base64')
}
