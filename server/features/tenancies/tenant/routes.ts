import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { accountOf, applicant } from '../../../web/access.ts'
import { id, readPath } from '../../../web/forms.ts'
import { renderTenancy, tenancyPage } from './page.ts'

const tenancyPath = z.object({ id })

/** The tenant's own page: the rent-free clock and what is due when. */
export function tenancyRoutes({ tenancies, applications }: Pick<Services, 'tenancies' | 'applications'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/tenancies/:id', applicant, async (req, res) => {
    const tenancy = await tenancies.own(readPath(tenancyPath, req.params).id, accountOf(res).id)
    const known = await applications.premisesOf([tenancy.premises])
    const { t, locale } = res.locals
    const reader = { t, locale, today: tenancies.today() }
    renderTenancy(res, tenancyPage(reader, tenancy, known.get(tenancy.premises)))
  })

  return router
}
