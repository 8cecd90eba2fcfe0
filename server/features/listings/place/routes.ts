import { Router } from 'express'
import type { Premises } from '#models/premises/premises.ts'
import { staff } from '#web/access/access.ts'
import { formFailure, readPath } from '#web/forms/forms.ts'
import { parseListingChanges } from '#features/premises/fields/listing-fields.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import { pathTo } from '#server/paths.ts'
import { planDepths, streetRows } from '#models/premises/parts/premises-vocabulary.ts'
import { dot } from '#shared/texts/facts.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { drawStreetPlan } from '#features/street/drawing/street-plan.ts'
import type { BuildingWithUnits } from '#features/street/place-around.ts'
import { placeDoubts, type PlacedUnit } from '#features/street/placing.ts'
import type { BuildingsService } from '../buildings-service.ts'
import type { ListingRecords } from '../listings-service.ts'
import type { VersionsService } from '../versions-service.ts'
import { premisesPath } from '../form/input.ts'
import { saveListing } from '../form/saving.ts'
import { clashPart } from '../form/clash-part.ts'
import type { FieldDefinition } from '../form/controls.ts'
import { findDoubts } from './doubts.ts'
import { type PlaceAdapter, createPlaceHandlers } from './handling.ts'
import { type PlacePage, placeForm, type PlaceTrouble } from './form.ts'
import { parsePlace } from './input.ts'

type Parts = { records: ListingRecords; versions: VersionsService; buildings: BuildingsService }

/** Routes for the place of a premises on the plan. */
export function placeRoutes(parts: Parts): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const { look, save } = createPlaceHandlers(premisesPlaceAdapter(parts))
  router.get('/staff/premises/:code/place', manager, look)
  router.post('/staff/premises/:code/place', manager, save)
  return router
}

const floorTooHigh = { floor: 'listing.form.floor' } as const

function premisesPlaceAdapter({ records, versions, buildings }: Parts): PlaceAdapter<Premises, ListingFacts> {
  return {
    names: placeNames,
    valuesOf,
    refusal: floorTooHigh,
    find: async params => records.get(readPath(premisesPath, params).code),
    async read(premises, input) {
      const read = parseListingChanges(premises, input)
      const { house } = await buildings.around(premises.buildingCode)
      return read.ok && read.value.floor > house.floors ? formFailure(input, floorTooHigh) : read
    },
    isDoubtful: async (premises, facts) =>
      (await findDoubts(buildings, { ...premises, ...facts }, premises)).length > 0,
    async save({ code }, facts, opened) {
      const saved = await saveListing({ records, versions }, { code, ...opened, facts, reason: '' })
      return saved.ok || saved.reason === 'clash' ? saved : { ok: false, reason: 'refused' }
    },
    page: async (context, premises, trouble) =>
      placePage(context, { premises, around: await buildings.around(premises.buildingCode), trouble }),
  }
}

type PlacePageRequest = { premises: Premises; around: BuildingWithUnits; trouble: PlaceTrouble }

const decimal = { ask: 'line', decimal: true, unit: 'm' } as const
const asks: FieldDefinition[] = [
  { ask: 'line', name: 'floor', decimal: false },
  { ask: 'choice', name: 'position.row', values: streetRows, words: 'row' },
  { ...decimal, name: 'position.offsetM' },
  { ...decimal, name: 'position.widthM' },
  { ask: 'choice', name: 'position.depth', values: planDepths, words: 'depth' },
]
const placeNames = asks.map(({ name }) => name)

/** Returns the page with the fields of a place and the resulting plan. */
function placePage(context: Reader, { premises, around, trouble }: PlacePageRequest): PlacePage {
  const { t, locale } = context
  const { code, version, demo } = premises
  const base = pathTo(locale, '/staff/premises')
  const placing = {
    labels: 'listing' as const,
    asks,
    version,
    saved: valuesOf(premises),
    clash: trouble.clash ? clashPart(context, trouble.clash) : null,
    look: (shown: PlaceTrouble['typed']) => {
      const unit = parsePlace(shown)
      return (
        unit && {
          plan: drawPlan(context, { ...premises, ...unit }, around),
          doubts: placeDoubts({ ...premises, ...unit }, around.house, around.units),
        }
      )
    },
  }
  return {
    title: t('placing.title', { code }),
    demo,
    breadcrumb: [
      { label: t('listing.title'), href: base },
      { label: code, href: pathTo(locale, '/staff/premises/:code', { code }) },
      { label: t('placing.heading') },
    ],
    action: pathTo(locale, '/staff/premises/:code/place', { code }),
    hint: t('placing.hint'),
    back: { label: t('placing.back'), href: pathTo(locale, '/staff/premises/:code', { code }) },
    ...placeForm(context, placing, trouble),
  }
}

/** Metres of the street shown on both sides of the building. */
const marginM = 8

/** Draws the floor of the building with the unit at the typed place; its neighbours are dimmed. */
function drawPlan(
  { t, locale }: Reader,
  unit: PlacedUnit & Pick<Premises, 'status'>,
  { house, units }: BuildingWithUnits,
): string {
  const { row, offsetM, lengthM } = house.position
  const others = units.filter(({ code }) => code !== unit.code)
  const ends = [offsetM, offsetM + lengthM, unit.position.offsetM, unit.position.offsetM + unit.position.widthM]
  return drawStreetPlan({
    label: t('placing.plan', { code: unit.code, floor: unit.floor, building: house.code }),
    buildings: [{ code: house.code, floors: house.floors, row, offsetM, lengthM }],
    units: [...others, unit].map(({ code, floor, status, position }) => ({
      code,
      floor,
      status,
      ...position,
      href: pathTo(locale, '/staff/premises/:code', { code }),
      label: `${code}${dot}${t('premises.floor', { floor })}${dot}${t(`premises.status.${status}`)}`,
    })),
    crowded: false,
    floor: unit.floor,
    here: unit.code,
    lit: ({ code }) => code === unit.code,
    window: { fromM: Math.min(...ends) - marginM, toM: Math.max(...ends) + marginM },
  })
}
