import type { BuildingsService } from '#features/listings/buildings-service.ts'
import {
  type Block,
  type BuildingDoubt,
  buildingDoubts,
  buildingMoved,
  movedWith,
  shiftOf,
} from '#features/street/placing.ts'

/**
 * Returns the doubts about the place of a building. A place unchanged since `before` is not asked about. `along`: its
 * premises move with it.
 */
export const buildingDoubtsOf =
  (buildings: Pick<BuildingsService, 'aroundBuilding'>) =>
  async (after: Block, before?: Block, along = false): Promise<BuildingDoubt[]> => {
    if (before && !buildingMoved(before, after)) return []
    const { others, units } = await buildings.aroundBuilding(after.code)
    const shift = along && before ? shiftOf(before, after) : null
    return buildingDoubts(after, others, movedWith(units, shift))
  }
