import { Router } from 'express'
import type { Building } from '#models/premises/building.ts'
import { staff } from '#web/access/access.ts'
import { formFailure, readForm, readPath } from '#web/forms/forms.ts'
import { type BuildingFacts, storedValues } from '#features/street/building-facts.ts'
import type { BuildingsService } from '#features/listings/buildings-service.ts'
import { floorDoubts, shiftOf } from '#features/street/placing.ts'
import { type PlaceDoor, placeHandlers } from '#features/listings/place/handling.ts'
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

/** `along`: the premises move with it. Whoever does not say so leaves them where they are. */
type Moved = { facts: BuildingFacts; along: boolean }

const tooFew = { floors: 'building.form.floors' } as const

function buildingDoor(buildings: BuildingsService): PlaceDoor<Building, Moved> {
  const doubtsAbout = buildingDoubtsOf(buildings)
  return {
    names: buildingPlaceNames,
    valuesOf: storedValues,
    refusal: tooFew,
    find: async params => buildings.get(readPath(buildingPath, params).code),
    async read(building, typed) {
      const read = readForm(wholeBuilding, { ...storedValues(building), ...typed })
      const { units } = await buildings.aroundBuilding(building.code)
      if (!read.ok) return read
      if (floorDoubts(read.value.floors, units).length > 0) return formFailure(typed, tooFew)
      return { ok: true, value: { facts: read.value, along: typed['along'] === 'yes' } }
    },
    isDoubtful: async (building, { facts: { position }, along }) =>
      (await doubtsAbout({ code: building.code, position }, building, along)).length > 0,
    async save(building, { facts, along: wanted }, opened) {
      const { code } = building
      const shift = wanted ? shiftOf(building, { code, position: facts.position }) : null
      const along = shift && (await buildings.planAlong(building, shift, opened.by))
      const saved = await saveBuilding(buildings, { code, ...opened, facts, reason: '', along: along?.bulk ?? null })
      if (!saved.ok) {
        await buildings.stay(along)
        return saved.reason === 'clash' ? saved : { ok: false, reason: 'refused' }
      }
      if (!along) return saved
      await buildings.follow(along)
      return { ok: true, path: `/staff/premises/bulk/${along.bulk.toHexString()}` }
    },
    page: async (context, { code }, trouble) =>
      buildingPlacePage(context, await buildings.aroundBuilding(code), trouble),
  }
}
