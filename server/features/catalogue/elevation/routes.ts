import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { dropInvalid } from '#web/forms/search-input.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { elevationPage, renderElevation } from './page.ts'

/** An unknown building is ignored; the walk starts at the beginning then. */
const querySchema = z.object({ building: dropInvalid(z.string().max(6).toUpperCase()) })

/** Routes of the street elevation. */
export function elevationRoutes({ catalogue }: Pick<Services, 'catalogue'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/street', anyone, cachePage('building'), async (req, res) => {
    const { building } = querySchema.parse(req.query)
    renderElevation(res, elevationPage(res.locals, await catalogue.elevation(building)))
  })

  return router
}
