import { locales } from '../../../../server/shared/texts/i18n.ts'
import { addressOf } from '../found-pages.ts'
import type { LaterPage } from '../later/pages.ts'

/**
 * A page for a reader in a language and a width: `name` is its name in journal and report, `part` the number of the page.
 */
export type Visit = Pick<LaterPage, 'reader' | 'typed'> & {
  name: string
  part: number | 'preferences'
  width: number
  address: string
}

const widths = [320, 1280]

/**
 * Returns each page in three languages and two widths, and the checks of preferences: in Russian for one page of each
 * template; for `later` pages on every page, and also in Chinese at 320 px.
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

/** The scope of a run: a share of the pages such as `2/8`, `preferences`, or what `failed` before. */
export type Share = string

/** Checks whether a visit is in scope; `held` are its earlier failures, if it was checked. */
export function isAskedFor({ part }: Visit, share: Share, held?: readonly { failures: readonly unknown[] }[]): boolean {
  if (share === 'failed') return held?.some(({ failures }) => failures.length > 0) ?? false
  if (held) return false
  if (share === 'preferences' || part === 'preferences') return share === part
  const [wanted = 1, parts = 1] = share.split('/').map(Number)
  return part % parts === wanted - 1
}
