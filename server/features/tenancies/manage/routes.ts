import { Router } from 'express'
import type { Services } from '../../../services.ts'
import { accountOf, staff } from '../../../web/access.ts'
import { readPath } from '../../../web/forms.ts'
import { leasePath, leaseQuery } from './input.ts'
import { leaseListPage, renderLeaseList } from './list-page.ts'
import { leasePage, renderLease } from './show-page.ts'

type Parts = Pick<Services, 'tenancies' | 'applications' | 'accounts'>

/** Tenancies as the office sees them: whose clock runs until when, and what is late. */
export function leaseRoutes({ tenancies, applications, accounts }: Parts): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/tenancies', staff('reviewer', 'decider', 'administrator', 'listing_manager'), async (req, res) => {
    const query = leaseQuery.parse(req.query)
    const found = await tenancies.list(query)
    const tenants = new Map<string, string>()
    for (const id of new Set(found.items.map(({ tenant }) => tenant.toHexString())))
      tenants.set(id, (await accounts.contactOf(id)).name)
    const known = await applications.premisesOf(found.items.map(({ premises }) => premises))
    const demo = [...known.values()].some(standing => standing.demo)
    const { t, locale } = res.locals
    const reader = { t, locale, today: tenancies.today() }
    renderLeaseList(res, leaseListPage(reader, { query, found, tenants, demo }))
  })

  router.get(
    '/staff/tenancies/:id',
    staff('reviewer', 'decider', 'administrator', 'listing_manager'),
    async (req, res) => {
      const tenancy = await tenancies.forStaff(readPath(leasePath, req.params).id)
      const { id, name, role } = accountOf(res)
      const [application, tenant] = await Promise.all([
        applications.forStaff(tenancy.application.toHexString(), { kind: role, id, name }),
        accounts.contactOf(tenancy.tenant.toHexString()),
      ])
      const known = await applications.premisesOf([tenancy.premises])
      const { t, locale } = res.locals
      const reader = { t, locale, today: tenancies.today() }
      const around = {
        application,
        tenant: tenant.name,
        premises: known.get(tenancy.premises),
        seesCases: role !== 'listing_manager',
      }
      renderLease(res, leasePage(reader, tenancy, around))
    },
  )

  return router
}
