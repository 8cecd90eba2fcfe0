import type { Building } from '#models/premises/building.ts'
import type { Premises } from '#models/premises/premises.ts'
import { dot } from '#shared/texts/facts.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { type FreeStretch, type PlanBuilding, drawStreetPlan } from '#features/street/drawing/street-plan.ts'
import type { PlacedBuilding, PlacedUnit } from '#features/street/placing.ts'

export type DrawnBuilding = PlacedBuilding & Pick<Building, 'floors'>
export type DrawnUnit = PlacedUnit & Pick<Premises, 'status'> & { href: string }

/** Metres of the street shown on both sides of the building and its premises. */
const defaultMarginM = 40

type Surroundings = {
  others: readonly DrawnBuilding[]
  units: readonly DrawnUnit[]
  free?: FreeStretch[]
  besideM?: number
}

/** Draws the building at the typed place, with its premises where they stand and the neighbouring buildings. */
export function drawBuilding(
  { t }: Reader,
  building: DrawnBuilding,
  { others, units: all, free = [], besideM = defaultMarginM }: Surroundings,
): string {
  const units = all.filter(({ status }) => status !== 'archived')
  const ends = [building.position.offsetM, building.position.offsetM + building.position.lengthM].concat(
    units.flatMap(({ position }) => [position.offsetM, position.offsetM + position.widthM]),
  )
  return drawStreetPlan({
    label: t('placing.building.plan', { code: building.code }),
    buildings: [building, ...others].map(toPlanBuilding),
    units: units.map(({ code, floor, status, position, href }) => ({
      code,
      floor,
      status,
      ...position,
      href,
      label: `${code}${dot}${t('premises.floor', { floor })}${dot}${t(`premises.status.${status}`)}`,
    })),
    crowded: false,
    hereBlock: building.code,
    free,
    bands: Math.max(building.floors, ...units.map(({ floor }) => floor)),
    window: { fromM: Math.min(...ends) - besideM, toM: Math.max(...ends) + besideM },
  })
}

const toPlanBuilding = ({ code, floors, position: { row, offsetM, lengthM } }: DrawnBuilding): PlanBuilding => ({
  code,
  floors,
  row,
  offsetM,
  lengthM,
})
