import { Router } from 'express'
import type { Building } from '../../../../../../models/building.ts'
import { staff } from '../../../../../web/access.ts'
import { formFailure, readForm, readPath } from '../../../../../web/forms.ts'
import { type BuildingFacts, storedValues } from '../../../building-facts.ts'
import type { BuildingsService } from '../../../buildings-service.ts'
import { floorDoubts } from '../../../placing.ts'
import { type PlaceDoor, placeHandlers } from '../../place/handling.ts'
import { buildingPath, wholeBuilding } from '../input.ts'
import { saveBuilding } from '../saving.ts'
import { buildingDoubtsOf } from './doubts.ts'
import { buildingPlaceNames, buildingPlacePage } from './page.ts'

/** Where a building stands on the plan. */
export function buildingPlaceRoutes({ buildings }: { buildings: BuildingsService }): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const { look, save } = placeHandlers(buildingDoor(buildings))
  router.get('/staff/buildings/:code/place', manager, look)
  router.post('/staff/buildings/:code/place', manager, save)
  return router
}

const tooFew = { floors: 'building.form.floors' } as const

function buildingDoor(buildings: BuildingsService): PlaceDoor<Building, BuildingFacts> {
  const doubtsAbout = buildingDoubtsOf(buildings)
  return {
    names: buildingPlaceNames,
    valuesOf: storedValues,
    refusal: tooFew,
    find: async params => buildings.get(readPath(buildingPath, params).code),
    async read(building, typed) {
      const read = readForm(wholeBuilding, { ...storedValues(building), ...typed })
      const { units } = await buildings.aroundBuilding(building.code)
      return read.ok && floorDoubts(read.value.floors, units).length > 0 ? formFailure(typed, tooFew) : read
    },
    isDoubtful: async (building, { position }) =>
      (await doubtsAbout({ code: building.code, position }, building)).length > 0,
    async save({ code }, facts, opened) {
      const saved = await saveBuilding(buildings, { code, ...opened, facts, reason: '' })
      return saved.ok || saved.reason === 'clash' ? saved : { ok: false, reason: 'refused' }
    },
    page: async (context, { code }, trouble) =>
      buildingPlacePage(context, await buildings.aroundBuilding(code), trouble),
  }
}
