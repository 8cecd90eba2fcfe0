import type { BuildingsService } from '../../../buildings-service.ts'
import { type Block, type BuildingDoubt, buildingDoubts, buildingMoved } from '../../../placing.ts'

/** What is doubtful about where a building would stand; a place that is as it was `before` is not asked about. */
export const buildingDoubtsOf =
  (buildings: Pick<BuildingsService, 'aroundBuilding'>) =>
  async (after: Block, before?: Block): Promise<BuildingDoubt[]> => {
    if (before && !buildingMoved(before, after)) return []
    const { others, units } = await buildings.aroundBuilding(after.code)
    return buildingDoubts(after, others, units)
  }
