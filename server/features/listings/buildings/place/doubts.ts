import type { BuildingsService } from '#features/listings/buildings-service.ts'
import {
  type PlacedBuilding,
  type BuildingDoubt,
  buildingDoubts,
  hasBuildingMoved,
  moveUnits,
  shiftOf,
} from '#features/street/placing.ts'

/**
 * Returns the doubts about the place of a building. A place unchanged since `before` is not asked about. `along`: its
 * premises move with it.
 */
export async function findBuildingDoubts(
  buildings: Pick<BuildingsService, 'aroundBuilding'>,
  after: PlacedBuilding,
  before?: PlacedBuilding,
  along = false,
): Promise<BuildingDoubt[]> {
  if (before && !hasBuildingMoved(before, after)) return []
  const { others, units } = await buildings.aroundBuilding(after.code)
  const shift = along && before ? shiftOf(before, after) : null
  return buildingDoubts(after, others, moveUnits(units, shift))
}
