import type { Reader } from '#shared/texts/i18n.ts'
import { formatArea, formatMetres } from '#shared/texts/format.ts'
import type { PremisesFilter } from '../search/filter.ts'

type Ranges = Pick<PremisesFilter, 'minArea' | 'maxArea' | 'minFrontage' | 'maxFrontage'>
type Bounds = readonly [least: number | undefined, most: number | undefined]

/**
 * Returns a sentence for each range of a search whose minimum exceeds its maximum, so that nothing can match. Returns none
 * for searches that can find something. Areas are m², frontages metres.
 */
export function crossedRanges({ t, locale }: Reader, filter: Ranges): string[] {
  const sentence = (name: 'area' | 'frontage', [least, most]: Bounds, format: typeof formatArea): string[] =>
    least !== undefined && most !== undefined && least > most
      ? [t(`premises.crossed.${name}`, { min: format(locale, least), max: format(locale, most) })]
      : []
  return [
    ...sentence('area', [filter.minArea, filter.maxArea], formatArea),
    ...sentence('frontage', [filter.minFrontage, filter.maxFrontage], formatMetres),
  ]
}
