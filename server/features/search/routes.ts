import { Router } from 'express'
import { z } from 'zod'
import { accountOf, staff } from '#web/access/access.ts'
import { canonicalCode, canonicalReference } from '#shared/texts/codes.ts'
import { searchAll, type SearchServices } from './gather.ts'
import { renderSearch, searchPage, sectionsOf, type Section } from './page.ts'

/**
 * MongoDB fails on a pattern with a NUL character. Searches are tolerant: text too long for a name, a number or a code is
 * cut.
 */
const everythingQuery = z.object({
  q: z
    .string()
    .catch('')
    .transform(input =>
      input
        .replaceAll(/[\u0000-\u001f\u007f\s]+/g, ' ')
        .trim()
        .slice(0, 100),
    ),
})

/** A complete code or reference identifies one thing. */
const isFullCode = (input: string): boolean => canonicalCode(input) !== null || canonicalReference(input) !== null

/** One search box for everything (ADR 43). The query is not logged, and its pages are not cached. */
export function searchRoutes(services: SearchServices): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/search', staff(), async (req, res) => {
    const { q } = everythingQuery.parse(req.query)
    const { t, locale } = res.locals
    const reader = { t, locale, account: accountOf(res) }
    const found = q ? await searchAll(services, q, reader.account) : null
    const target = found && isFullCode(q) ? onlyOne(sectionsOf(reader, q, found)) : null
    if (target) res.redirect(303, target)
    else renderSearch(res, searchPage(reader, q, found))
  })

  return router
}

const onlyOne = (sections: readonly Section[]): string | null => {
  const rows = sections.flatMap(section => section.rows)
  return rows.length === 1 ? (rows[0]?.href ?? null) : null
}
