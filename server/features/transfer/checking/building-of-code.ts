import type { Building } from '#models/premises/building.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { codeIn } from '#features/street/place.ts'

/**
 * The building in which a premises of this code stands, the one that is named or the only one that its code fits; or why
 * there is none. `SFH-A-10105` may be unit 5 of A101 and unit 105 of A10.
 */
export function buildingFor(code: string, named: string, buildings: readonly Building[]): Building | MessageKey {
  const fitting = buildings.filter(building => isUnitOf(code, building))
  if (named === '')
    return fitting.length > 1 ? 'transfer.wrong.building-unclear' : (fitting[0] ?? 'transfer.wrong.no-building')
  if (!buildings.some(building => building.code === named)) return 'transfer.wrong.building'
  return fitting.find(building => building.code === named) ?? 'transfer.wrong.building-other'
}

function isUnitOf(code: string, building: Building): boolean {
  const start = codeIn(building, 1).slice(0, -2)
  const unit = code.slice(start.length)
  return code.startsWith(start) && /^(0[1-9]|[1-9]\d{1,4})$/.test(unit)
}
