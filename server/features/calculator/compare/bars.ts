import type { Reader } from '#shared/texts/i18n.ts'
import type { PdfPattern } from '#outside/pdf.ts'
import { costParts, type CostPart } from '../rules.ts'
import type { PlaceResult } from './result.ts'
import { yuan } from './phrases.ts'

/** A part of a bar. Position and width are per cent of the most expensive place's total. */
export type Segment = { part: CostPart; x: string; width: string; fill: string; title: string }
export type Bar = { label: string; total: string; cheapest: boolean; description: string; segments: Segment[] }
export type Bars = { bars: Bar[]; legend: { label: string; fill: string }[] }

/** Returns one stacked bar a place, all to one scale. Parts differ by pattern as well as by colour. */
export function barsOf({ t, locale }: Reader, results: PlaceResult[]): Bars {
  const longest = longestOf(results)
  return {
    bars: results.map(({ label, cheapest, shown }) => {
      const filled = costParts.filter(part => shown.parts[part] > 0n)
      const describePart = (part: CostPart) =>
        t('calculator.bar.part', { part: t(`calculator.part.${part}`), cost: yuan(locale, shown.parts[part]) })
      let from = 0n
      const segments = filled.map(part => {
        const x = from
        from += shown.parts[part]
        return {
          part,
          x: share(x, longest),
          width: share(shown.parts[part], longest),
          fill: fillOf(part),
          title: describePart(part),
        }
      })
      const total = yuan(locale, shown.total)
      const parts = filled.map(describePart).join(t('list.semicolon'))
      return { label, total, cheapest, segments, description: t('calculator.bar', { place: label, total, parts }) }
    }),
    legend: costParts
      .filter(part => results.some(({ shown }) => shown.parts[part] > 0n))
      .map(part => ({ label: t(`calculator.part.${part}`), fill: fillOf(part) })),
  }
}

const fillOf = (part: CostPart): string => `url(#part-${part})`
const share = (fen: bigint, longest: bigint): string => `${(100 * shareOf(fen, longest)).toFixed(3)}%`

/** Fen that the longest bar stands for; at least 1. */
export const longestOf = (results: PlaceResult[]): bigint =>
  results.reduce((longest, { shown }) => (shown.total > longest ? shown.total : longest), 1n)

/** Returns a share between 0 and 1, exact enough for a drawing. */
export const shareOf = (fen: bigint, longest: bigint): number => Number(fen) / Number(longest)

/** The same patterns for the PDF. */
export const paperFills: Record<CostPart, { fill: string; pattern: PdfPattern }> = {
  components: { fill: '#0f5f57', pattern: 'plain' },
  'component-duty': { fill: '#b5432d', pattern: 'rising' },
  labour: { fill: '#2b5f9e', pattern: 'dots' },
  overhead: { fill: '#6d8fc0', pattern: 'level' },
  premises: { fill: '#9a6700', pattern: 'upright' },
  freight: { fill: '#55606e', pattern: 'falling' },
  'product-duty': { fill: '#7d2d1d', pattern: 'cross' },
  vat: { fill: '#8b96a1', pattern: 'grid' },
}
