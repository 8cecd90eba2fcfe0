import { Router } from 'express'
import type { Premises } from '#models/premises/premises.ts'
import { staff } from '#web/access/access.ts'
import { formFailure, readPath } from '#web/forms/forms.ts'
import type { BuildingsService } from '../buildings-service.ts'
import { changedListing } from '#features/premises/fields/listing-fields.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import type { ListingRecords } from '../listings-service.ts'
import type { VersionsService } from '../versions-service.ts'
import { premisesPath } from '../form/input.ts'
import { savingOf } from '../form/saving.ts'
import { doubtsOf } from './doubts.ts'
import { type PlaceDoor, placeHandlers } from './handling.ts'
import { placeNames, placePage } from './page.ts'

type Parts = { records: ListingRecords; versions: VersionsService; buildings: BuildingsService }

/** Where a premises stands on the plan. */
export function placeRoutes(parts: Parts): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const { look, save } = placeHandlers(premisesDoor(parts))
  router.get('/staff/premises/:code/place', manager, look)
  router.post('/staff/premises/:code/place', manager, save)
  return router
}

const tooHigh = { floor: 'listing.form.floor' } as const

function premisesDoor({ records, versions, buildings }: Parts): PlaceDoor<Premises, ListingFacts> {
  const saving = savingOf({ records, versions })
  const doubtsAbout = doubtsOf(buildings)
  return {
    names: placeNames,
    valuesOf,
    refusal: tooHigh,
    find: async params => records.get(readPath(premisesPath, params).code),
    async read(premises, typed) {
      const read = changedListing(premises, typed)
      const { house } = await buildings.around(premises.buildingCode)
      return read.ok && read.value.floor > house.floors ? formFailure(typed, tooHigh) : read
    },
    isDoubtful: async (premises, facts) => (await doubtsAbout({ ...premises, ...facts }, premises)).length > 0,
    async save({ code }, facts, opened) {
      const saved = await saving({ code, ...opened, facts, reason: '' })
      return saved.ok || saved.reason === 'clash' ? saved : { ok: false, reason: 'refused' }
    },
    page: async (context, premises, trouble) =>
      placePage(context, { premises, around: await buildings.around(premises.buildingCode), trouble }),
  }
}
