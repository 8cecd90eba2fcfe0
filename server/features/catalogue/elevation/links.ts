import { pathTo } from '#server/paths.ts'
import type { Locale } from '#shared/texts/i18n.ts'

/** Returns the URL of a building, or of a unit in it, on the street elevation. */
export const elevationHref = (locale: Locale, building: string, code = building): string =>
  `${pathTo(locale, '/street')}?building=${building}#${code}`

type BuildingPlacement = { code: string; offsetM: number; lengthM: number }

/**
 * Returns the URL of the street elevation at the building nearest to a metre of the street; at its beginning when there are
 * no buildings.
 */
export function elevationHrefAt(locale: Locale, atM: number, buildings: readonly BuildingPlacement[]): string {
  const apart = ({ offsetM, lengthM }: BuildingPlacement) => Math.abs(offsetM + lengthM / 2 - atM)
  const [nearest] = buildings.toSorted((a, b) => apart(a) - apart(b) || a.code.localeCompare(b.code, 'en'))
  return nearest ? elevationHref(locale, nearest.code) : pathTo(locale, '/street')
}
