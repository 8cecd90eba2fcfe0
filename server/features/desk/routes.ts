import { Router } from 'express'
import { accountOf, staff } from '../../web/access.ts'
import type { StaffRole } from '../../web/locals.ts'
import { deskCards, type DeskServices } from './figures.ts'
import { deskPage, renderDesk } from './page.ts'

/** The staff's start page. */
export function deskRoutes(services: DeskServices): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff', staff(), async (_req, res) => {
    const account = accountOf(res)
    const cards = deskCards(services, account.role as StaffRole)
    const counted = await Promise.all(cards.map(async card => ({ ...card, figures: await card.figures() })))
    const { t, locale } = res.locals
    renderDesk(res, deskPage({ t, locale, account }, counted))
  })

  return router
}
