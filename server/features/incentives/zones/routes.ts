import { Router } from 'express'
import { z } from 'zod'
import type { Zone } from '#models/premises/parts/premises-vocabulary.ts'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { anyone } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { zonePages } from '#models/incentives/zone.ts'
import { areaOf, renderZone, zonePage, type Available } from './page.ts'

const zonePath = z.object({ slug: z.enum(zonePages) })

/** Public routes of the zones' pages, each fact with its source. */
export function zoneRoutes({ incentives, catalogue }: Pick<Services, 'incentives' | 'catalogue'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/zones/:slug', anyone, cachePage(), async (req, res) => {
    const { slug } = readPath(zonePath, req.params)
    const area = areaOf(slug)
    const [zone, found, available] = await Promise.all([
      incentives.zones.bySlug(slug),
      incentives.list({ zone: area }),
      area ? availableIn(area) : null,
    ])
    if (!zone) throw notFound()
    renderZone(res, zonePage(res.locals, { zone, incentives: found, available }))
  })

  async function availableIn(zone: Zone): Promise<Available> {
    const filter = { zone, use: [], status: ['available'], feature: [] } as const
    const { counts, demo } = await catalogue.search({ filter, sort: 'new', page: 1 })
    return { vacancies: counts.vacancies, demo }
  }

  return router
}
