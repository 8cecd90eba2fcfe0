import { pathTo } from '#server/paths.ts'
import type { Locale } from '#shared/texts/i18n.ts'

/** Where on the walk a building, or a unit in it, stands. */
export const elevationHref = (locale: Locale, building: string, code = building): string =>
  `${pathTo(locale, '/street')}?building=${building}#${code}`

type Standing = { code: string; offsetM: number; lengthM: number }

/** The walk from the building that is nearest to a metre of the street; its beginning where nothing stands. */
export function elevationAt(locale: Locale, atM: number, buildings: readonly Standing[]): string {
  const apart = ({ offsetM, lengthM }: Standing) => Math.abs(offsetM + lengthM / 2 - atM)
  const [nearest] = buildings.toSorted((a, b) => apart(a) - apart(b) || a.code.localeCompare(b.code, 'en'))
  return nearest ? elevationHref(locale, nearest.code) : pathTo(locale, '/street')
}
