import { locales } from '#shared/texts/i18n.ts'
import { addressOf } from '../found-pages.ts'
import type { LaterPage } from '../later/pages.ts'

/** A page as somebody is shown it in a language and a width: `name` is how it is called in journal and report, `part` the number of the page. */
export type Visit = Pick<LaterPage, 'reader' | 'typed'> & {
  name: string
  part: number | 'preferences'
  width: number
  address: string
}

const widths = [320, 1280]

/**
 * Each page in three languages and two widths, and what is asked with the preferences of people: in Russian of a page of each
 * template; of `later` ones of every page, and in Chinese at 320 px.
 */
export function visitsOf(pages: readonly LaterPage[], { later }: { later: boolean }): Visit[] {
  const isFirst = ({ template }: LaterPage, number: number) =>
    pages.findIndex(one => one.template === template) === number
  return pages.flatMap((page, number) => [
    ...locales.flatMap(locale =>
      widths.map(width => {
        const address = addressOf(locale, page.path)
        return visitOf(page, { name: `${page.reader} ${width} ${address}`, part: number, width, address })
      }),
    ),
    ...(later || isFirst(page, number) ? [preferencesOf(page, 'ru', 1280)] : []),
    ...(later ? [preferencesOf(page, 'zh', 320)] : []),
  ])
}

function preferencesOf(page: LaterPage, locale: 'ru' | 'zh', width: number): Visit {
  const address = addressOf(locale, page.path)
  return visitOf(page, { name: `${page.reader} ${address}`, part: 'preferences', width, address })
}

const visitOf = ({ reader, typed }: LaterPage, visit: Omit<Visit, 'reader' | 'typed'>): Visit => ({
  ...visit,
  reader,
  ...(typed ? { typed } : {}),
})

/** What a run is about: a share of the pages, `2/8`, or what is asked with preferences, or what `failed` before. */
export type Share = string

/** Whether the run is to judge it; `held` is what was held against it before, if it was judged. */
export function isAskedFor({ part }: Visit, share: Share, held?: readonly { failures: readonly unknown[] }[]): boolean {
  if (share === 'failed') return held?.some(({ failures }) => failures.length > 0) ?? false
  if (held) return false
  if (share === 'preferences' || part === 'preferences') return share === part
  const [wanted = 1, parts = 1] = share.split('/').map(Number)
  return part % parts === wanted - 1
}
