import { planDepths, premisesStatuses } from '../../../../models/parts/premises-vocabulary.ts'
import type { PlanBuilding, PlanUnit } from '../drawing/street-plan.ts'
import type { PublicStatus } from '../rules.ts'
import type { CatalogueIndex } from './catalogue-index.ts'

export type SlotUnit = PlanUnit & { slot: number }

/** The buildings as they stand on the plan. */
export const planBuildings = ({ buildings }: CatalogueIndex): PlanBuilding[] =>
  buildings.map(({ code, floors, position }) => ({
    code,
    floors,
    row: position.row,
    offsetM: position.offsetM,
    lengthM: position.lengthM,
  }))

/** A premises as it lies on the plan. */
export function unitAt({ columns }: CatalogueIndex, slot: number): SlotUnit {
  const at = (column: ArrayLike<number>) => column[slot] ?? 0
  return {
    slot,
    code: columns.codes[slot] ?? '',
    row: at(columns.south) === 1 ? 'south' : 'north',
    offsetM: at(columns.offset),
    widthM: at(columns.width),
    depth: planDepths[at(columns.depth)] ?? 'whole',
    floor: at(columns.floor),
    status: statusAt(at(columns.status)),
  }
}

/** Only public ones are drawn, so any other number cannot come here. */
const statusAt = (number: number): PublicStatus => {
  const status = premisesStatuses[number]
  return status === 'held' || status === 'let' || status === 'paused' ? status : 'available'
}
