import { Router } from 'express'
import type { Building } from '#models/premises/building.ts'
import { staff } from '#web/access/access.ts'
import { formFailure, readForm, readPath, type FormValues } from '#web/forms/forms.ts'
import { type BuildingFacts, storedValues } from '#features/street/building-facts.ts'
import type { BuildingsService } from '#features/listings/buildings-service.ts'
import { floorDoubts, shiftOf, buildingDoubts, moveUnits } from '#features/street/placing.ts'
import { type PlaceAdapter, createPlaceHandlers } from '#features/listings/place/handling.ts'
import { pathTo } from '#server/paths.ts'
import { streetRows } from '#models/premises/parts/premises-vocabulary.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import { type Choice, choicesOf } from '#web/forms/fields.ts'
import type { BuildingSurroundings } from '#features/street/place-around.ts'
import { clashPart } from '#features/listings/form/clash-part.ts'
import type { FieldDefinition } from '#features/listings/form/controls.ts'
import { type PlacePage, placeForm, type PlaceTrouble } from '#features/listings/place/form.ts'
import { buildingPath, wholeBuilding, buildingPlace, positionOf } from '../input.ts'
import { saveBuilding } from '../saving.ts'
import { type DrawnUnit, drawBuilding } from './drawing.ts'
import { findBuildingDoubts } from './doubts.ts'

/** Routes for the place of a building on the plan. */
export function buildingPlaceRoutes({ buildings }: { buildings: BuildingsService }): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const { look, save } = createPlaceHandlers(buildingPlaceAdapter(buildings))
  router.get('/staff/buildings/:code/place', manager, look)
  router.post('/staff/buildings/:code/place', manager, save)
  return router
}

/** `along`: the premises move with it. Without it they stay where they are. */
type BuildingMove = { facts: BuildingFacts; along: boolean }

const tooFewFloors = { floors: 'building.form.floors' } as const

function buildingPlaceAdapter(buildings: BuildingsService): PlaceAdapter<Building, BuildingMove> {
  return {
    names: buildingPlaceNames,
    valuesOf: storedValues,
    refusal: tooFewFloors,
    find: async params => buildings.get(readPath(buildingPath, params).code),
    async read(building, input) {
      const read = readForm(wholeBuilding, { ...storedValues(building), ...input })
      const { units } = await buildings.aroundBuilding(building.code)
      if (!read.ok) return read
      if (floorDoubts(read.value.floors, units).length > 0) return formFailure(input, tooFewFloors)
      return { ok: true, value: { facts: read.value, along: input['along'] === 'yes' } }
    },
    isDoubtful: async (building, { facts: { position }, along }) =>
      (await findBuildingDoubts(buildings, { code: building.code, position }, building, along)).length > 0,
    async save(building, { facts, along: movesAlong }, opened) {
      const { code } = building
      const shift = movesAlong ? shiftOf(building, { code, position: facts.position }) : null
      const along = shift && (await buildings.planAlong(building, shift, opened.by))
      const saved = await saveBuilding(buildings, { code, ...opened, facts, reason: '', along: along?.bulk ?? null })
      if (!saved.ok) {
        await buildings.stay(along)
        return saved.reason === 'clash' ? saved : { ok: false, reason: 'refused' }
      }
      // The same form, sent twice at once: the other request has moved the building, and its premises by its own plan.
      if (!along || !saved.changed) {
        await buildings.stay(along)
        return { ok: true }
      }
      await buildings.follow(along)
      return { ok: true, path: `/staff/premises/bulk/${along.bulk.toHexString()}` }
    },
    page: async (context, { code }, trouble) =>
      buildingPlacePage(context, await buildings.aroundBuilding(code), trouble),
  }
}

const decimal = { ask: 'line', decimal: true, unit: 'm' } as const
const asks: FieldDefinition[] = [
  { ask: 'line', name: 'floors', decimal: false },
  { ask: 'choice', name: 'position.row', values: streetRows, words: 'row' },
  { ...decimal, name: 'position.offsetM' },
  { ...decimal, name: 'position.lengthM' },
  { ...decimal, name: 'position.depthM' },
]
const buildingPlaceNames = [...asks.map(({ name }) => name), 'along']

/** Returns the page with the place and the size of a building, and the resulting plan. */
function buildingPlacePage(context: Reader, around: BuildingSurroundings, trouble: PlaceTrouble): PlacePage {
  const { t, locale } = context
  const { code, version, demo } = around.house
  const base = pathTo(locale, '/staff/buildings')
  const placing = {
    labels: 'building' as const,
    asks,
    version,
    saved: storedValues(around.house),
    clash: trouble.clash ? clashPart({ ...context, labels: 'building' }, trouble.clash) : null,
    look: (shown: FormValues) => {
      const place = parsePlace(shown)
      if (!place) return null
      const building = { code, ...place }
      const shift = shown['along'] === 'no' ? null : shiftOf(around.house, building)
      const { others } = around
      const units = moveUnits(around.units, shift)
      return {
        plan: drawBuilding(context, building, { ...around, units: units.map(unit => withHref(context, unit)) }),
        doubts: [...floorDoubts(building.floors, units), ...buildingDoubts(building, others, units)],
      }
    },
  }
  return {
    title: t('placing.building.title', { code }),
    demo,
    breadcrumb: [
      { label: t('building.title'), href: base },
      { label: t('building.edit', { code }), href: pathTo(locale, '/staff/buildings/:code', { code }) },
      { label: t('placing.heading') },
    ],
    action: pathTo(locale, '/staff/buildings/:code/place', { code }),
    hint: t('placing.building.hint'),
    back: { label: t('placing.building.back'), href: pathTo(locale, '/staff/buildings/:code', { code }) },
    along: around.units.length > 0 ? alongChoices(t, trouble) : null,
    ...placeForm(context, placing, trouble),
  }
}

/** By default, premises move with their building. */
const alongChoices = (t: Translate, { typed }: PlaceTrouble): Choice[] =>
  choicesOf({ name: 'along', value: typed['along'] === 'no' ? 'no' : 'yes' }, ['yes', 'no'], value =>
    t(`placing.along.${value}`),
  )

/** Returns the typed place; null while it is invalid. */
function parsePlace(input: FormValues): Pick<Building, 'floors' | 'position'> | null {
  const read = readForm(buildingPlace, input)
  return read.ok ? { floors: read.value.floors, position: positionOf(read.value) } : null
}

const withHref = ({ locale }: Reader, unit: Omit<DrawnUnit, 'href'>): DrawnUnit => ({
  ...unit,
  href: pathTo(locale, '/staff/premises/:code', { code: unit.code }),
})
