import { Router, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import { skipAudit } from '#outside/audit.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { type FieldErrors, formFailure, readForm, type FormValues } from '#web/forms/forms.ts'
import type { BuildingsService } from '#features/listings/buildings-service.ts'
import { noticeDoubts } from '#features/listings/place/doubts.ts'
import { buildingPlace, newBuildingForm, positionOf } from '../input.ts'
import { newBuildingPage, findNewDoubts, renderNewBuilding } from './page.ts'
import { type ReadUnits, rowName, readUnits } from './rows.ts'

/**
 * Routes for creating a building and its units in one form, which can be previewed on the plan of the street and is saved at
 * once.
 */
export function newBuildingRoutes({ buildings }: { buildings: BuildingsService }): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const at = '/staff/buildings/new'

  router.get(at, manager, async (_req, res) => show(res))

  router.post(at, manager, async (req, res) => {
    const form = readForm(newBuildingForm, req.body)
    const { typed } = formFailure(req.body, {})
    const read = parseUnits(typed)
    const errors = { ...(form.ok ? {} : form.errors), ...read.errors }
    if (typed['look'] === 'yes') {
      skipAudit()
      await show(res, { typed, errors })
      return
    }
    if (!form.ok || Object.keys(errors).length > 0) {
      await show(res, { typed, errors }, 422)
      return
    }

    const { code, facts } = form.value
    const street = await buildings.list({ buildings: null })
    const created = await buildings.create({ code, facts, units: read.units, by: accountOf(res) })
    if (!created.ok) {
      const taken = created.reason === 'unit-taken' ? created.units.map(({ unit }) => unit) : []
      const rows = read.units.filter(({ unit }) => taken.includes(unit)).map(({ row }) => row)
      await show(res, { typed, errors: takenErrors(rows) }, 422)
      return
    }
    flashNotice(res, 'building.saved')
    if (read.units.length > 0) flashNotice(res, 'building.units.saved', { count: read.units.length })
    noticeDoubts(res, findNewDoubts({ code, ...facts }, street, read.units))
    const { locale } = res.locals
    const list = pathTo(locale, '/staff/buildings')
    res.redirect(303, read.units.length > 0 ? `${pathTo(locale, '/staff/premises')}?building=${code}` : list)
  })

  async function show(res: Response, typing?: { typed: FormValues; errors: FieldErrors }, status = 200): Promise<void> {
    const { t, locale } = res.locals
    renderNewBuilding(res, newBuildingPage({ t, locale }, await buildings.list({ buildings: null }), typing), status)
  }

  return router
}

/** Parses the units; none while the building has no valid place. */
function parseUnits(input: FormValues): ReadUnits {
  const place = readForm(buildingPlace, input)
  if (!place.ok) return { units: [], errors: {} }
  return readUnits(input, { floors: place.value.floors, position: positionOf(place.value) })
}

const takenErrors = (rows: readonly number[]): FieldErrors =>
  rows.length === 0
    ? { code: 'building.form.code-taken' }
    : Object.fromEntries(rows.map(row => [rowName(row, 'unit'), 'listing.form.code-taken' as const]))
