import type { Building } from '#models/premises/building.ts'
import type { Premises } from '#models/premises/premises.ts'
import { dot } from '#shared/texts/facts.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { type FreeStretch, type PlanBuilding, streetPlan } from '#features/street/drawing/street-plan.ts'
import type { Block, Placed } from '#features/street/placing.ts'

export type Standing = Block & Pick<Building, 'floors'>
export type DrawnUnit = Placed & Pick<Premises, 'status'> & { href: string }

/** Metres of the street shown on both sides of the building and its premises. */
const usuallyBesideM = 40

type Around = {
  others: readonly Standing[]
  units: readonly DrawnUnit[]
  free?: FreeStretch[]
  besideM?: number
}

/** Draws the building at the typed place, with its premises where they stand and the neighbouring buildings. */
export function drawnBuilding(
  { t }: Reader,
  house: Standing,
  { others, units: all, free = [], besideM = usuallyBesideM }: Around,
): string {
  const units = all.filter(({ status }) => status !== 'archived')
  const ends = [house.position.offsetM, house.position.offsetM + house.position.lengthM].concat(
    units.flatMap(({ position }) => [position.offsetM, position.offsetM + position.widthM]),
  )
  return streetPlan({
    label: t('placing.building.plan', { code: house.code }),
    buildings: [house, ...others].map(flat),
    units: units.map(({ code, floor, status, position, href }) => ({
      ...{ code, floor, status, ...position },
      href,
      label: `${code}${dot}${t('premises.floor', { floor })}${dot}${t(`premises.status.${status}`)}`,
    })),
    crowded: false,
    hereBlock: house.code,
    free,
    bands: Math.max(house.floors, ...units.map(({ floor }) => floor)),
    window: { fromM: Math.min(...ends) - besideM, toM: Math.max(...ends) + besideM },
  })
}

const flat = ({ code, floors, position: { row, offsetM, lengthM } }: Standing): PlanBuilding => ({
  code,
  floors,
  row,
  offsetM,
  lengthM,
})
