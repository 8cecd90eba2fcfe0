import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import type { Choices } from '#features/premises/choice.ts'
import type { UnitSlot } from './layout.ts'

/** Yuan per m² and month on the ground floor; invented, but in proportion. */
const rents: Record<UseClass, readonly [number, number]> = {
  retail: [68, 112],
  catering: [64, 104],
  services: [52, 84],
  office: [44, 66],
  showroom: [56, 88],
  workshop: [28, 44],
  warehouse: [20, 34],
  ecommerce: [34, 54],
}

const fenInAYuan = 100

/** Whole jiao for fees, half yuan for rent, hundreds of yuan for the deposit: as people write prices. */
export function pricesOf({ use, floor, depth }: UnitSlot, areaUsableSqM: number, choices: Choices) {
  const [low, high] = rents[use]
  const place = (floor > 1 ? 0.62 : 1) * (depth === 'yard' ? 0.8 : 1)
  const rentYuan = Math.round(choices.between(low, high, 1) * place * 2) / 2
  const managementYuan = choices.between(floor > 1 ? 9 : 11, floor > 1 ? 13 : 17, 1)
  const heatingYuan = choices.between(34, 46, 1)
  const depositYuan = Math.max(2000, Math.round((areaUsableSqM * managementYuan * 3) / 500) * 500)
  return {
    rentFreeMonths: 36,
    marketRentPerSqMMonthFen: Math.round(rentYuan * fenInAYuan),
    managementFeePerSqMMonthFen: Math.round(managementYuan * fenInAYuan),
    heatingFeePerSqMSeasonFen: Math.round(heatingYuan * fenInAYuan),
    depositFen: depositYuan * fenInAYuan,
  }
}
