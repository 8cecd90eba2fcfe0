import { Router, type Response } from 'express'
import { accountOf, staff } from '../../../../web/access.ts'
import { notice } from '../../../../web/flash.ts'
import { formFailure, readForm, readPath } from '../../../../web/forms.ts'
import { mayTouch } from '../../../accounts/scope.ts'
import type { BuildingsService } from '../../buildings-service.ts'
import { buildingPath, editBuildingForm, newBuildingForm } from './input.ts'
import { buildingPage, buildingsPage, newBuildingPage, renderBuilding, renderBuildings } from './page.ts'

/** The buildings of the street, for listing managers. */
export function buildingRoutes({ buildings }: { buildings: BuildingsService }): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')

  router.get('/staff/buildings', manager, async (_req, res) => {
    const own = (await buildings.list()).filter(({ code }) => mayTouch(accountOf(res), code))
    renderBuildings(res, buildingsPage(contextOf(res), own))
  })

  router.get('/staff/buildings/new', manager, (_req, res) => {
    renderBuilding(res, newBuildingPage(contextOf(res)))
  })

  router.post('/staff/buildings/new', manager, async (req, res) => {
    const form = readForm(newBuildingForm, req.body)
    if (!form.ok) {
      renderBuilding(res, newBuildingPage(contextOf(res), form), 422)
      return
    }

    const { code, facts } = form.value
    const made = await buildings.create(code, facts)
    if (!made.ok) {
      const failure = formFailure(req.body, { code: 'building.form.code-taken' })
      renderBuilding(res, newBuildingPage(contextOf(res), failure), 422)
      return
    }
    saved(res)
  })

  router.get('/staff/buildings/:code', manager, async (req, res) => {
    const building = await buildings.get(readPath(buildingPath, req.params).code)
    renderBuilding(res, buildingPage(contextOf(res), building))
  })

  router.post('/staff/buildings/:code', manager, async (req, res) => {
    const { code } = readPath(buildingPath, req.params)
    const building = await buildings.get(code)
    const form = readForm(editBuildingForm, req.body)
    if (!form.ok) {
      renderBuilding(res, buildingPage(contextOf(res), building, { failure: form }), 422)
      return
    }

    const { version, facts } = form.value
    const verdict = await buildings.edit(code, version, facts)
    if (verdict.ok) {
      saved(res)
      return
    }
    const stale = verdict.reason === 'stale'
    const failure = formFailure(req.body, stale ? {} : { floors: 'building.form.floors' })
    const now = await buildings.get(code)
    renderBuilding(res, buildingPage(contextOf(res), now, { failure, stale }), stale ? 409 : 422)
  })

  return router
}

function saved(res: Response): void {
  notice(res, 'building.saved')
  res.redirect(303, `/${res.locals.locale}/staff/buildings`)
}

const contextOf = ({ locals: { t, locale } }: Response) => ({ t, locale })
