import { Router, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import { dot } from '#shared/texts/facts.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import type { Clock } from '#outside/clock.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { flashCaution, flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath } from '#web/forms/forms.ts'
import { notFound } from '#shared/errors.ts'
import { isWithinScope } from '#features/accounts/scope.ts'
import { withTakenValues } from '#web/forms/edit-merge.ts'
import type { FindOffered } from '#features/premises/fields/offered.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import { scopeOf } from '#features/premises/scope.ts'
import type { BuildingsService } from '../buildings-service.ts'
import type { ListingRecords } from '../listings-service.ts'
import type { PhotosService } from '../photos/photos-service.ts'
import { copyRoutes } from '../copy/routes.ts'
import type { VersionsService } from '../versions-service.ts'
import { findDoubts, noticeDoubts } from '../place/doubts.ts'
import { placeRoutes } from '../place/routes.ts'
import { newListingPage, renderNewListing } from './form-page.ts'
import { createListingDisplay } from './show-listing.ts'
import { editForm, moveForm, newForm, premisesPath, staffPlanSearch } from './input.ts'
import { saveListing } from './saving.ts'
import { renderStaffPlan, staffPlanPage } from './plan-page.ts'

type Parts = {
  records: ListingRecords
  versions: VersionsService
  buildings: BuildingsService
  photos: PhotosService
  keepingTerms: FindOffered
  clock: Clock
}

/** Routes with which listing managers keep the premises. */
export function manageRoutes({ records, versions, buildings, photos, keepingTerms, clock }: Parts): Router {
  const router = Router({ caseSensitive: true })
  const show = createListingDisplay({ records, keepingTerms, clock })
  router.use(copyRoutes({ records, buildings, photos, show }), placeRoutes({ records, versions, buildings }))
  const manager = staff('listing_manager', 'administrator')

  const ownBuildings = (res: Response) => buildings.list(scopeOf(accountOf(res)))

  router.get('/staff/plan', manager, async (req, res) => {
    const street = await buildings.street(scopeOf(accountOf(res)))
    renderStaffPlan(res, staffPlanPage(contextOf(res), street, staffPlanSearch.parse(req.query)))
  })

  router.get('/staff/premises/new', manager, async (_req, res) => {
    renderNewListing(res, newListingPage(contextOf(res), await ownBuildings(res)))
  })

  router.post('/staff/premises/new', manager, async (req, res) => {
    const form = readForm(newForm, req.body)
    if (!form.ok) {
      renderNewListing(res, newListingPage(contextOf(res), await ownBuildings(res), form), 422)
      return
    }

    const chosen = (await buildings.list({ buildings: null })).find(
      ({ _id }) => _id.toHexString() === form.value.building,
    )
    if (chosen && !isWithinScope(accountOf(res), chosen.code)) throw notFound()
    const created = await records.create({ ...form.value, by: accountOf(res) })
    if (created.ok) {
      flashNotice(res, 'listing.edit.created', { code: created.code })
      // Its neighbours are known only now, and nobody outside sees a draft: the place is checked on the plan.
      res.redirect(303, pathTo(res.locals.locale, '/staff/premises/:code/place', { code: created.code }))
      return
    }
    const failure = formFailure(req.body, createErrors[created.reason])
    renderNewListing(res, newListingPage(contextOf(res), await ownBuildings(res), failure), 422)
  })

  router.get('/staff/premises/:code', manager, async (req, res) => {
    await show(res, readPath(premisesPath, req.params).code)
  })

  router.post('/staff/premises/:code', manager, async (req, res) => {
    const { code } = readPath(premisesPath, req.params)
    const before = await records.get(code)
    const form = readForm(editForm, withTakenValues(req.body, valuesOf(before)))
    if (!form.ok) {
      await show(res, code, { form }, 422)
      return
    }

    const saved = await saveListing({ records, versions }, { code, ...form.value, by: accountOf(res) })
    if (saved.ok) {
      flashNotice(res, 'listing.edit.saved')
      const languages = saved.fallen.map(locale => res.locals.t(`listing.language.${locale}`))
      if (languages.length > 0) flashCaution(res, 'listing.edit.fallen', { languages: languages.join(dot) })
      noticeDoubts(res, await findDoubts(buildings, { ...before, ...form.value.facts }, before))
      res.redirect(303, pathTo(res.locals.locale, '/staff/premises/:code', { code }))
      return
    }
    if (saved.reason === 'clash') {
      await show(res, code, { clash: saved.clash, form: formFailure(req.body, {}) }, 409)
      return
    }
    await show(res, code, { form: formFailure(req.body, { floor: 'listing.form.floor' }) }, 422)
  })

  router.post('/staff/premises/:code/status', manager, async (req, res) => {
    const { code } = readPath(premisesPath, req.params)
    const form = readForm(moveForm, req.body)
    if (!form.ok) {
      await show(res, code, { refusal: 'listing.refused.wrong-status' }, 422)
      return
    }

    const moved = await records.move({ code, ...form.value, by: accountOf(res) })
    if (!moved.ok) {
      const trouble = { refusal: `listing.refused.${moved.reason}`, moving: formFailure(req.body, {}) } as const
      await show(res, code, trouble, moved.reason === 'since' ? 409 : 422)
      return
    }
    const { status } = await records.get(code)
    flashNotice(res, 'listing.moved', { status: res.locals.t(`premises.status.${status}`) })
    res.redirect(303, pathTo(res.locals.locale, '/staff/premises/:code', { code }))
  })

  return router
}

const createErrors: Record<'code-taken' | 'floor', Record<string, MessageKey>> = {
  'code-taken': { unit: 'listing.form.code-taken' },
  floor: { floor: 'listing.form.floor' },
}

const contextOf = ({ locals: { t, locale } }: Response) => ({ t, locale })
