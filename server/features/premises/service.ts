import { BuildingModel, type Building } from '#models/premises/building.ts'
import type { Clock } from '#outside/clock.ts'
import type { LeaseFacts } from '#models/cases/parts/acceptance.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { occupancyService } from './occupancy/occupancy.ts'
import { occupancyDays } from './occupancy/occupancy-days.ts'
import { buildingCodes, codesInScope, reachOf } from './reach.ts'
import { findOccupied, summariesOf, takeable } from './occupancy/summaries.ts'

/** Service for premises, buildings and occupancy. */
export function premisesService({ clock }: { clock: Clock }) {
  /** Returns the buildings for lists and forms, in their order along the street. */
  const buildings = () => BuildingModel.find().sort({ 'position.row': 1, 'position.offsetM': 1 }).lean<Building[]>()

  return {
    buildings,
    reachOf,
    codesWithin: codesInScope,
    buildingCodes,
    leaseFacts,
    summaries: { ...summariesOf({ clock }), occupied: findOccupied, takeable },
    occupancy: occupancyService({ clock }),
    occupancyDays: occupancyDays({ clock }),
  }
}
export type PremisesService = ReturnType<typeof premisesService>

type ListedLease = LeaseFacts & { rentFreeMonths: number; availableFrom: string | null }

/** Returns the facts of a premises for lease documents, whether it is public or not; null when the code does not exist. */
async function leaseFacts(code: string): Promise<ListedLease | null> {
  const premises = await PremisesModel.findOne({ code }).lean<Premises>()
  const building = premises && (await BuildingModel.findById(premises.building).lean<Building>())
  if (!building) return null
  return {
    code,
    address: building.address,
    buildingCode: building.code,
    floor: premises.floor,
    areaGrossSqM: premises.areaGrossSqM,
    areaUsableSqM: premises.areaUsableSqM,
    certificateNumber: premises.certificateNumber ?? null,
    managingBody: premises.managingBody,
    usableAsRegisteredAddress: premises.usableAsRegisteredAddress,
    marketRentPerSqMMonthFen: premises.marketRentPerSqMMonthFen,
    managementFeePerSqMMonthFen: premises.managementFeePerSqMMonthFen,
    heatingFeePerSqMSeasonFen: premises.heatingFeePerSqMSeasonFen,
    depositFen: premises.depositFen,
    rentFreeMonths: premises.rentFreeMonths,
    availableFrom: premises.availableFrom ?? null,
    demo: premises.demo,
  }
}
