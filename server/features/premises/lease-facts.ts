import { BuildingModel, type Building } from '#models/premises/building.ts'
import type { LeaseFacts } from '#models/applications/parts/acceptance.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'

/** What a paper about a lease says of a premises, on show or not; null when there is no such code. */
export async function leaseFacts(code: string): Promise<LeaseFacts | null> {
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
    demo: premises.demo,
  }
}
