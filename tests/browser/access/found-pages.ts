import { load } from 'cheerio'
import { pagePaths, type PagePath } from '#server/page-paths.ts'
import { cookiesOf, type Reader } from './readers.ts'

/** One address of a page, below the language, and who is shown it. */
export type FoundPage = { template: PagePath; path: string; reader: Reader }

/** Of each template that is not `known`, so many pages are looked into, and so many that show something of their own kept. */
export type Extent = { asked: number; kept: number; known?: ReadonlySet<PagePath> }

/** No link leads to these. */
const unlinked: Partial<Record<Reader, string[]>> = {
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
  ],
  applicant: ['/saved/viewed', '/account/privacy/deletion'],
  listing_manager: ['/staff/premises?q=ъъъ', '/staff/premises/bulk?code=SFH-A-0101&code=SFH-A-0102'],
  decider: ['/staff/applications?q=ъъъ', '/staff/search?q=ъъъ'],
  administrator: ['/staff/users?q=ъъъ', '/staff/audit?request=ъъъ'],
}

const patterns = pagePaths
  .map(template => ({
    template,
    pattern: new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/:[a-zA-Z]+/g, '[^/]+')}$`),
  }))
  // What is spelt out comes before what has gaps.
  .toSorted((one, other) => one.template.split(':').length - other.template.split(':').length)
const templateOf = (path: string) => patterns.find(({ pattern }) => pattern.test(path.split('?')[0] || '/'))?.template

/**
 * Follows the links of the site as a reader is shown them, from home and from where they work, and keeps of each template the
 * pages that show something that the ones before did not: so each state that the site's data are in comes up once.
 */
export async function findPages(url: string, reader: Reader, { asked, kept, known }: Extent): Promise<FoundPage[]> {
  const cookie = await cookiesOf(url, reader)
  const entries = new Set(entriesOf(reader))
  const met = new Set(entries)
  const of = new Map<PagePath, Template>()
  // What is added while it is walked is walked as well.
  for (const path of met) {
    const template = templateOf(path)
    if (!template || (known?.has(template) && !entries.has(path))) continue
    const here = of.get(template) ?? { asked: 0, shown: new Set<string>(), found: [] }
    of.set(template, { ...here, asked: here.asked + 1 })
    if (here.asked >= asked) continue
    const { links, parts } = await pageAt(`${url}/ru${below(path)}`, cookie)
    for (const link of links) met.add(link)
    if (showsMore(here, parts) && here.found.length < kept) here.found.push({ template, path, reader })
  }
  return [...of.values()].flatMap(({ found }) => found)
}

function entriesOf(reader: Reader): string[] {
  const work = reader === 'applicant' ? '/applications' : '/staff'
  return [...(unlinked[reader] ?? []), '/', ...(reader === 'signed-out' ? [] : [work, '/account'])]
}

type Template = { asked: number; shown: Set<string>; found: FoundPage[] }

/** Whether parts are among these that the template has not shown; from then on it has. */
function showsMore({ shown }: Template, parts: readonly string[]): boolean {
  const before = shown.size
  for (const part of parts) shown.add(part)
  return shown.size > before
}

/** What a page leads to and is made of: nothing where there is none. Throws where the site fails. */
async function pageAt(address: string, cookie: string): Promise<ReturnType<typeof read>> {
  const answer = await fetch(address, { headers: { Cookie: cookie }, redirect: 'manual' })
  if (answer.status >= 500) throw new Error(`${address} is answered with ${answer.status}`)
  const isPage = answer.headers.get('content-type')?.startsWith('text/html')
  return isPage && (answer.status < 300 || answer.status >= 400) ? read(await answer.text()) : { links: [], parts: [] }
}

/** A path as it stands below the language. */
export const below = (path: string): string => (path === '/' ? '' : path)

/** The addresses a page leads to, and what it is made of: elements with their classes and states. */
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
  return { links: links.filter(link => !/sign-out|to=|currency|display/.test(link)), parts }
}
