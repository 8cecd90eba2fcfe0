import { Router, type Response } from 'express'
import { accountOf, staff } from '../../../../web/access.ts'
import { notice } from '../../../../web/flash.ts'
import { readForm, readPath } from '../../../../web/forms.ts'
import type { BuildingsService } from '../../buildings-service.ts'
import { changedListing } from '../../fields/listing-fields.ts'
import type { ListingsService } from '../../listings-service.ts'
import type { VersionsService } from '../../versions-service.ts'
import { premisesPath } from '../input.ts'
import { savingOf } from '../saving.ts'
import { doubtsOf } from './doubts.ts'
import { placeSaving, typedPlace } from './input.ts'
import { placePage, renderPlace } from './page.ts'

type Parts = { listings: ListingsService; versions: VersionsService; buildings: BuildingsService }
type Trouble = Omit<Parameters<typeof placePage>[1], 'premises' | 'around'>

/** Where a premises stands on the plan. A look at other numbers changes nothing: they are in the address. */
export function placeRoutes({ listings, versions, buildings }: Parts): Router {
  const save = savingOf({ listings, versions })
  const doubtsAbout = doubtsOf(buildings)
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')

  router.get('/staff/premises/:code/place', manager, async (req, res) => {
    await show(res, readPath(premisesPath, req.params).code, { typed: typedPlace(req.query) })
  })

  router.post('/staff/premises/:code/place', manager, async (req, res) => {
    const { code } = readPath(premisesPath, req.params)
    const typed = typedPlace(req.body)
    const premises = await listings.get(code)
    const read = changedListing(premises, typed)
    const form = readForm(placeSaving, req.body)
    if (!read.ok || !form.ok) {
      await show(res, code, { typed, errors: read.ok ? {} : read.errors, stale: !form.ok }, 422)
      return
    }

    const facts = read.value
    const { confirmed, ...opened } = form.value
    if (!confirmed && (await doubtsAbout({ ...premises, ...facts }, premises)).length > 0) {
      await show(res, code, { typed, ask: true }, 422)
      return
    }
    const saved = await save({ code, ...opened, facts, reason: '', by: accountOf(res) })
    if (saved.ok) {
      notice(res, 'placing.saved')
      res.redirect(303, `/${res.locals.locale}/staff/premises/${code}/place`)
      return
    }
    if (saved.reason === 'floor') await show(res, code, { typed, errors: { floor: 'listing.form.floor' } }, 422)
    else await show(res, code, { typed, stale: true }, 409)
  })

  async function show(res: Response, code: string, trouble: Trouble, status = 200): Promise<void> {
    const { t, locale } = res.locals
    const premises = await listings.get(code)
    const around = await buildings.around(premises.buildingCode)
    renderPlace(res, placePage({ t, locale }, { ...trouble, premises, around }), status)
  }

  return router
}
