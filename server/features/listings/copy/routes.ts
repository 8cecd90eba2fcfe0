import { Router } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Premises } from '#models/premises/premises.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { type FieldErrors, formFailure, readForm, readPath, type FormResult } from '#web/forms/forms.ts'
import { isWithinScope } from '#features/accounts/scope.ts'
import { flagField, lineField, wholeNumberField } from '#features/premises/fields/number-fields.ts'
import type { Building } from '#models/premises/building.ts'
import { parseListingChanges } from '#features/premises/fields/listing-fields.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import type { BuildingsService } from '../buildings-service.ts'
import type { ListingRecords } from '../listings-service.ts'
import type { PhotosService } from '../photos/photos-service.ts'
import type { createListingDisplay } from '../form/show-listing.ts'
import { premisesPath } from '../form/input.ts'
import { messageKey } from '#shared/texts/i18n.ts'

/** Facts that belong to one premises alone: its certificate, its publication dates, and the review of its texts. */
const uncopiedFields = { certificateNumber: '', publishAt: '', expiresAt: '' }
const unreviewed = { 'reviewed.ru': '', 'reviewed.en': '', 'reviewed.zh': '' }

type PlacedBuilding = Pick<Building, 'code' | 'position'>

/** Returns the facts of a copy of a premises, at the same place in its target building. */
const factsForCopy = (premises: Premises, from: PlacedBuilding, to: PlacedBuilding): FormResult<ListingFacts> =>
  parseListingChanges(premises, {
    ...uncopiedFields,
    ...unreviewed,
    ...(from.code === to.code ? {} : placeInBuilding(premises, from, to)),
  })

/**
 * Returns a place as far from the corner as in its own building, but not beyond the end of the other. Metres with a decimal.
 */
function placeInBuilding(
  { position }: Premises,
  { position: old }: PlacedBuilding,
  { position: other }: PlacedBuilding,
) {
  const room = Math.max(0, other.lengthM - position.widthM)
  const fromCorner = Math.min(Math.max(0, position.offsetM - old.offsetM), room)
  return { 'position.row': other.row, 'position.offsetM': String(Math.round((other.offsetM + fromCorner) * 10) / 10) }
}

/** Parses the copy form: a premises under another number, in the same building unless another is named. */
const copyForm = z.object({
  building: lineField(20)
    .transform(code => code.toUpperCase())
    .pipe(z.string().regex(/^([A-Z]\d{1,5})?$/, messageKey('listing.copy.no-building'))),
  unit: wholeNumberField({ min: 1, max: 99_999 }),
  withPhotos: flagField,
})

type Parts = {
  records: ListingRecords
  buildings: BuildingsService
  photos: PhotosService
  show: ReturnType<typeof createListingDisplay>
}

/** Routes for copying a premises. */
export function copyRoutes({ records, buildings, photos, show }: Parts): Router {
  const router = Router({ caseSensitive: true })

  router.post('/staff/premises/:code/copy', staff('listing_manager', 'administrator'), async (req, res) => {
    const { code } = readPath(premisesPath, req.params)
    const premises = await records.get(code)
    const refuse = (errors: FieldErrors) => show(res, code, { copy: formFailure(req.body, errors) }, 422)
    const form = readForm(copyForm, req.body)
    if (!form.ok) {
      await show(res, code, { copy: form }, 422)
      return
    }

    const to = await buildings.known(form.value.building || premises.buildingCode)
    if (!to || !isWithinScope(accountOf(res), to.code)) {
      await refuse({ building: 'listing.copy.no-building' })
      return
    }
    const facts = factsForCopy(premises, await buildings.get(premises.buildingCode), to)
    if (!facts.ok) {
      await show(res, code, { refusal: 'listing.copy.impossible' }, 422)
      return
    }
    const place = { building: to._id.toHexString(), unit: form.value.unit, facts: facts.value, by: accountOf(res) }
    const copied = await photos.copying(form.value.withPhotos ? premises : null, pictures =>
      records.create({ ...place, copyOf: { code, pictures } }),
    )
    if (!copied.ok) {
      await refuse(refusals[copied.reason])
      return
    }
    flashNotice(res, 'listing.copy.made', { code: copied.code, from: code })
    res.redirect(303, pathTo(res.locals.locale, '/staff/premises/:code/place', { code: copied.code }))
  })

  return router
}

const refusals = {
  floor: { building: 'listing.form.floor' },
  'code-taken': { unit: 'listing.form.code-taken' },
} as const
