import type { Response } from 'express'
import { localisePath, pathTo } from '#server/paths.ts'
import { locales } from '#shared/texts/i18n.ts'
import { thingOfPath } from '../access/subject-of-path.ts'

/** A list as a colleague saw it: its address and those of its items in their order, all without the language. */
export type OpenedList = { path: string; items: string[] }

/** Remembers the list that a colleague has opened, so that the pages of its items lead from one to the next. */
export function rememberList({ req }: Response, rows: readonly { href: string }[], path = req.originalUrl): void {
  const byThing = new Map<string, string>()
  for (const item of rows.map(({ href }) => withoutLocale(href))) {
    const thing = thingAt(item)
    if (thing && !byThing.has(thing)) byThing.set(thing, item)
  }
  req.session.openedList = { path: withoutLocale(path), items: [...byThing.values()] }
}

const withoutLocale = (href: string): string => {
  const [, first = ''] = href.split(/[/?#]/)
  return locales.some(code => code === first) ? href.slice(first.length + 1) : href
}

/** Names the thing that a page is about; null when it is about no single one. */
function thingAt(href: string): string | null {
  const thing = thingOfPath(href.split(/[?#]/, 1)[0] ?? '')
  return thing && `${thing.kind}/${thing.id}`
}

/** Returns the address of the first of these rows that is about something else than the page at `path`. */
export const firstBeside = (path: string, rows: readonly { href: string }[]): string | undefined =>
  rows.map(({ href }) => href).find(href => ![null, thingAt(path)].includes(thingAt(withoutLocale(href))))

/**
 * Returns the link from a page to what comes after it in the list that was opened last. From a case that is not in that list
 * it leads to the first other work on the colleague's desk. Null on pages that belong to no list.
 */
export function nextInList({ req, locals: { t, locale } }: Response, path: string) {
  const thing = thingAt(path)
  if (!thing) return null
  // `session` is undefined when a failure came before the session middleware.
  const list = (req.session as typeof req.session | undefined)?.openedList
  const at = list?.items.findIndex(item => thingAt(item) === thing) ?? -1
  if (list && at >= 0) {
    const next = list.items[at + 1]
    return next
      ? { href: localisePath(locale, next), label: t('list.next', { number: at + 2, total: list.items.length }) }
      : { href: localisePath(locale, list.path), label: t('list.next.end') }
  }
  if (!thing.startsWith('application/')) return null
  const after = new URLSearchParams({ after: path }).toString()
  return { href: `${pathTo(locale, '/staff/work/next')}?${after}`, label: t('list.next.desk') }
}
