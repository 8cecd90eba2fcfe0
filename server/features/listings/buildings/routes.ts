import { Router, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath } from '#web/forms/forms.ts'
import { storedValues } from '#features/street/building-facts.ts'
import { type BuildingDoubt, floorDoubts } from '#features/street/placing.ts'
import { scopeOf } from '#features/premises/scope.ts'
import { withTakenValues } from '#web/forms/edit-merge.ts'
import type { BuildingsService } from '../buildings-service.ts'
import { noticeDoubts } from '../place/doubts.ts'
import { buildingHistoryRoutes } from './history-routes.ts'
import { buildingPath, editBuildingForm } from './input.ts'
import { newBuildingRoutes } from './new/routes.ts'
import { buildingPage, buildingsPage, renderBuilding, renderBuildings } from './page.ts'
import { findBuildingDoubts } from './place/doubts.ts'
import { buildingPlaceRoutes } from './place/routes.ts'
import { saveBuilding } from './saving.ts'

/** Routes for the buildings of the street, for listing managers. */
export function buildingRoutes({ buildings }: { buildings: BuildingsService }): Router {
  const router = Router({ caseSensitive: true })
  router.use(newBuildingRoutes({ buildings }), buildingPlaceRoutes({ buildings }), buildingHistoryRoutes({ buildings }))
  const manager = staff('listing_manager', 'administrator')

  router.get('/staff/buildings', manager, async (_req, res) => {
    renderBuildings(res, buildingsPage(contextOf(res), await buildings.listCounted(scopeOf(accountOf(res)))))
  })

  router.get('/staff/buildings/:code', manager, async (req, res) => {
    const building = await buildings.get(readPath(buildingPath, req.params).code)
    renderBuilding(res, buildingPage(contextOf(res), building))
  })

  router.post('/staff/buildings/:code', manager, async (req, res) => {
    const { code } = readPath(buildingPath, req.params)
    const building = await buildings.get(code)
    const form = readForm(editBuildingForm, withTakenValues(req.body, storedValues(building)))
    if (!form.ok) {
      renderBuilding(res, buildingPage(contextOf(res), building, { failure: form }), 422)
      return
    }

    const verdict = await saveBuilding(buildings, { code, ...form.value, by: accountOf(res) })
    if (verdict.ok) {
      redirectSaved(res, await findBuildingDoubts(buildings, { code, position: form.value.facts.position }, building))
      return
    }
    const now = await buildings.get(code)
    if (verdict.reason === 'clash') {
      const { clash } = verdict
      renderBuilding(res, buildingPage(contextOf(res), now, { clash, failure: formFailure(req.body, {}) }), 409)
      return
    }
    const failure = formFailure(req.body, { floors: 'building.form.floors' })
    const { units } = await buildings.aroundBuilding(code)
    const doubts = floorDoubts(form.value.facts.floors, units)
    renderBuilding(res, buildingPage(contextOf(res), now, { failure, doubts }), 422)
  })

  return router
}

function redirectSaved(res: Response, doubts: readonly BuildingDoubt[]): void {
  flashNotice(res, 'building.saved')
  noticeDoubts(res, doubts)
  res.redirect(303, pathTo(res.locals.locale, '/staff/buildings'))
}

const contextOf = ({ locals: { t, locale } }: Response) => ({ t, locale })
