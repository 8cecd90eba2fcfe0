import type { Building } from '#models/premises/building.ts'

const zoneLetters = { suifenhe: 'SFH', heihe: 'HEI', harbin: 'HRB' } as const

/** Returns a unit's code, such as `SFH-A-0107`: the zone, the row of the building `A1`, its number and the unit's. */
export function unitCodeIn({ code, zone }: Pick<Building, 'code' | 'zone'>, unit: number): string {
  return `${zoneLetters[zone]}-${code.slice(0, 1)}-${code.slice(1).padStart(2, '0')}${String(unit).padStart(2, '0')}`
}
