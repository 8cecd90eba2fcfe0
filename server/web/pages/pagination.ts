import type { Translate } from '#shared/texts/i18n.ts'

/** The page of a list that is shown, with the links to its neighbours, for the partial `pagination`. */
export type Pagination = { current: string; previous: string | null; next: string | null }

/** Takes the page shown, from 1, and what links to a page. Returns null when there is only one page. */
export function paginationOf(
  t: Translate,
  { page, pages }: { page: number; pages: number },
  hrefOf: (page: number) => string,
): Pagination | null {
  if (pages <= 1) return null
  return {
    current: t('pages.current', { page, pages }),
    previous: page > 1 ? hrefOf(page - 1) : null,
    next: page < pages ? hrefOf(page + 1) : null,
  }
}
