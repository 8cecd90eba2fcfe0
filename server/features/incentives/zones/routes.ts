import { Router } from 'express'
import type { Services } from '../../../services.ts'
import { notFound } from '../../../shared/errors.ts'
import { anyone } from '../../../web/access.ts'
import { readPath } from '../../../web/forms.ts'
import { zonePath } from './input.ts'
import { areaOf, renderZone, zonePage } from './page.ts'

/** The areas of the free trade zone, each fact with its source. */
export function zoneRoutes({ incentives }: Pick<Services, 'incentives'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/zones/:slug', anyone, async (req, res) => {
    const { slug } = readPath(zonePath, req.params)
    const area = areaOf(slug)
    const [zone, found] = await Promise.all([incentives.zones.bySlug(slug), incentives.list({ zone: area })])
    if (!zone) throw notFound()
    renderZone(res, zonePage(res.locals, { zone, incentives: found, available: null }))
  })

  return router
}
