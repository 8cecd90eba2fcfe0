import { planDepths, premisesStatuses, useClasses, type UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import type { PlanBuilding, PlanUnit } from '#features/street/drawing/street-plan.ts'
import type { PublicStatus } from '#features/premises/rules.ts'
import type { CatalogueIndex } from './index/catalogue-index.ts'
import { codeAt } from './index/columns.ts'

/** A unit as the public sees it. */
export type SlotUnit = PlanUnit & { slot: number; status: PublicStatus; areaSqM: number; mainUse: UseClass | null }

/** Returns the buildings of the plan. */
export const planBuildings = ({ buildings }: CatalogueIndex): PlanBuilding[] =>
  buildings.list.map(({ code, floors, position }) => ({
    code,
    floors,
    row: position.row,
    offsetM: position.offsetM,
    lengthM: position.lengthM,
  }))

/** Returns a premises of the plan. */
export function unitAt({ columns }: CatalogueIndex, slot: number): SlotUnit {
  const at = (column: ArrayLike<number>) => column[slot] ?? 0
  return {
    slot,
    code: codeAt(columns, slot),
    row: at(columns.south) === 1 ? 'south' : 'north',
    offsetM: at(columns.offset),
    widthM: at(columns.width),
    depth: planDepths[at(columns.depth)] ?? 'whole',
    floor: at(columns.floor),
    status: statusAt(at(columns.status)),
    areaSqM: at(columns.area),
    mainUse: useClasses[at(columns.mainUse)] ?? null,
  }
}

/** Only public units are drawn, so no other status occurs here. */
const statusAt = (number: number): PublicStatus => {
  const status = premisesStatuses[number]
  return status === 'held' || status === 'let' || status === 'paused' ? status : 'available'
}

/** Returns the public units of a part of the street. */
export function unitsBetween(
  index: CatalogueIndex,
  hidden: Uint8Array,
  { fromM, toM }: { fromM: number; toM: number },
) {
  const { offset, width } = index.columns
  const units: SlotUnit[] = []
  for (let slot = 0; slot < hidden.length; slot += 1) {
    const from = offset[slot] ?? 0
    if (hidden[slot] === 0 && from < toM && from + (width[slot] ?? 0) > fromM) units.push(unitAt(index, slot))
  }
  return units
}
