import mongoose from 'mongoose'
import { BuildingModel, type Building } from '#models/premises/building.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import type { PremisesStatus, UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import type { PlanBuilding, PlanUnit } from '../street/drawing/street-plan.ts'
import { mainUseOf } from '../premises/rules.ts'
import type { Scope } from '../premises/scope.ts'

const unitFields = {
  code: 1,
  status: 1,
  floor: 1,
  position: 1,
  allowedUses: 1,
  areaUsableSqM: 1,
  buildingCode: 1,
  demo: 1,
} as const
type UnitFields = Pick<Premises, keyof typeof unitFields>

export type StaffUnit = PlanUnit & {
  buildingCode: string
  areaSqM: number
  mainUse: UseClass | null
  demo: boolean
}
export type StaffStreet = {
  buildings: PlanBuilding[]
  units: StaffUnit[]
  counts: Map<string, Partial<Record<PremisesStatus, number>>>
}

/**
 * Returns the street with every premises, including drafts and archived ones. It is read for each of the staff's few visits.
 * For a colleague limited to some buildings it contains only those, in their places.
 */
export async function streetForStaff({ buildings: codes }: Scope): Promise<StaffStreet> {
  const inScope = codes && mongoose.trusted({ $in: [...codes] })
  const [buildings, premises] = await Promise.all([
    BuildingModel.find(inScope ? { code: inScope } : {})
      .sort({ 'position.row': 1, 'position.offsetM': 1 })
      .lean<Building[]>(),
    PremisesModel.find(inScope ? { buildingCode: inScope } : {}, unitFields)
      .sort({ code: 1 })
      .lean<UnitFields[]>(),
  ])
  const counts: StaffStreet['counts'] = new Map(buildings.map(({ code }) => [code, {}]))
  for (const { buildingCode, status } of premises) {
    const inBuilding = counts.get(buildingCode) ?? {}
    inBuilding[status] = (inBuilding[status] ?? 0) + 1
    counts.set(buildingCode, inBuilding)
  }
  return {
    buildings: buildings.map(({ code, floors, position: { row, offsetM, lengthM } }) => ({
      code,
      floors,
      row,
      offsetM,
      lengthM,
    })),
    units: premises.map(({ position, areaUsableSqM, allowedUses, ...unit }) => ({
      ...unit,
      ...position,
      areaSqM: areaUsableSqM,
      mainUse: mainUseOf({ allowedUses }),
    })),
    counts,
  }
}
