import type { PremisesSearch } from './input.ts'
import { searchHref } from './links.ts'
import type { Words } from './words.ts'

export type Pages = {
  current: string
  previous: string | null
  next: string | null
  pages: { label: string; href: string | null; current: boolean }[]
}

type Where = { search: PremisesSearch; page: number; pages: number }

/** Links to the neighbours, the ends and two pages round the current one; null when there is only one page. */
export function pagesOf({ t, locale }: Words, { search, page, pages }: Where): Pages | null {
  if (pages === 1) return null
  const href = (number: number) => searchHref(locale, search, { page: number })
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter(number => number >= 1 && number <= pages)
  return {
    current: t('pages.current', { page, pages }),
    previous: page > 1 ? href(page - 1) : null,
    next: page < pages ? href(page + 1) : null,
    pages: shown.flatMap((number, index) => [
      ...(index > 0 && number - (shown[index - 1] ?? 0) > 1 ? [{ label: '…', href: null, current: false }] : []),
      { label: String(number), href: href(number), current: number === page },
    ]),
  }
}
