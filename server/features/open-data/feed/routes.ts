import { Router, type RequestHandler } from 'express'
import type { PublicReader } from '#shared/texts/i18n.ts'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { sendCsv } from '#web/files/csv.ts'
import type { PremisesFilter, CatalogueService } from '#features/catalogue/service.ts'
import { forgivingFilter } from '../filter.ts'
import { formOf, isUnchanged } from '../freshness.ts'
import { atomFeed, feedUpdated } from './atom.ts'
import { headIn, rowIn } from './table.ts'

const entriesShown = 50

/**
 * The search as a feed and as a table, in the language of the path; they take the search page's own addresses and forgive
 * like it. They count with the API, because a table of everything is as much work.
 */
export function feedRoutes({ catalogue }: Pick<Services, 'catalogue'>, counted: RequestHandler): Router {
  const router = Router({ caseSensitive: true })

  router.get('/premises.atom', anyone, counted, async (req, res) => {
    const filter = forgivingFilter(req.query)
    const found = await catalogue.published.read(await catalogue.published.newest(filter, entriesShown))
    res.set({ 'Cache-Control': 'public, max-age=300', 'Last-Modified': feedUpdated(found).toUTCString() })
    res.type('application/atom+xml').send(atomFeed(res.locals, filter, found))
  })

  router.get('/premises.csv', anyone, counted, async (req, res) => {
    const head = headIn(res.locals.t)
    res.set('X-Robots-Tag', 'noindex')
    if (await isUnchanged(res, catalogue.published, formOf(head))) return
    const rows = rowsOf(catalogue.published, forgivingFilter(req.query), res.locals)
    await sendCsv(res, { name: res.locals.t('open-data.table.file'), head }, rows)
  })

  return router
}

async function* rowsOf(published: CatalogueService['published'], filter: PremisesFilter, place: PublicReader) {
  for await (const one of published.every(filter)) yield rowIn(place, one)
}
