import { type Building, BuildingModel } from '#models/premises/building.ts'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { notFound } from '#shared/errors.ts'
import type { PlacedBuilding, PlacedUnit } from './placing.ts'

const placeFields = { code: 1, floor: 1, position: 1, status: 1 } as const
export type BuildingWithUnits = { house: Building; units: (PlacedUnit & Pick<Premises, 'status'>)[] }

/**
 * Returns the building of a premises with its units. Archived units are left out, because they occupy no space. Throws 404
 * when there is no such building.
 */
export async function loadBuildingWithUnits(buildingCode: string): Promise<BuildingWithUnits> {
  const [house, units] = await Promise.all([
    BuildingModel.findOne({ code: buildingCode }).lean<Building>(),
    PremisesModel.find({ buildingCode }, placeFields).sort({ code: 1 }).lean<BuildingWithUnits['units']>(),
  ])
  if (!house) throw notFound()
  return { house, units: units.filter(({ status }) => status !== 'archived') }
}

export type BuildingSurroundings = BuildingWithUnits & { others: (PlacedBuilding & Pick<Building, 'floors'>)[] }

/**
 * Returns a building with all its premises, including archived ones, and the other buildings of the street. Throws 404 when
 * there is no such building.
 */
export async function loadBuildingSurroundings(code: string): Promise<BuildingSurroundings> {
  const [blocks, units] = await Promise.all([
    BuildingModel.find().sort({ code: 1 }).lean<Building[]>(),
    PremisesModel.find({ buildingCode: code }, placeFields).sort({ code: 1 }).lean<BuildingWithUnits['units']>(),
  ])
  const house = blocks.find(block => block.code === code)
  if (!house) throw notFound()
  return { house, units, others: blocks.filter(block => block !== house) }
}
