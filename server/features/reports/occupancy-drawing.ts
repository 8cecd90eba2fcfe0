import type { Reader } from '#shared/texts/i18n.ts'
import type { PdfBlock, PdfPattern, PdfShape } from '#outside/pdf.ts'
import { formatNumber } from '#shared/texts/format.ts'
import type { ReportFigures } from './service.ts'
import { dayName, shownStatuses } from './tables.ts'

type Shown = (typeof shownStatuses)[number]

/** The colours of the statuses, each with a pattern of its own: a copy in grey says the same. */
const looks: Record<Shown, { fill: string; pattern: PdfPattern }> = {
  available: { fill: '#0f5f57', pattern: 'plain' },
  held: { fill: '#c98a1b', pattern: 'dots' },
  let: { fill: '#55606e', pattern: 'level' },
  paused: { fill: '#8a94a0', pattern: 'rising' },
}

/** Points, on a page that is 479 wide. */
const page = { label: 130, bar: 340, row: 20, high: 13, legend: 120 }
const mostBars = 14

/**
 * How the street stood, a bar for each day, with what the patterns mean below it. Of many days as many as have room, the
 * last among them; days that are not wholly known are left out. Empty when no day is known.
 */
export function occupancyDrawing(words: Reader, { occupancy }: Pick<ReportFigures, 'occupancy'>): PdfBlock[] {
  const known = occupancy.filter(({ unknown, counts }) => unknown === 0 && sumOf(counts) > 0)
  const step = Math.ceil(known.length / mostBars)
  const days = known.filter((_day, index) => (known.length - 1 - index) % step === 0)
  if (days.length === 0) return []
  const most = Math.max(...days.map(({ counts }) => sumOf(counts)))
  const top = days.length * page.row + 6
  const { t, locale } = words
  return [
    {
      kind: 'drawing',
      description: t('report.occupancy'),
      height: top + 18,
      shapes: [
        ...days.flatMap(({ counts }, index) => barOf(counts, most, index * page.row)),
        ...shownStatuses.map((status, index) => ({
          ...{ x: index * page.legend, y: top, width: 12, height: 10 },
          ...looks[status],
        })),
      ],
      labels: [
        ...days.map((day, index) => ({ x: 0, y: index * page.row + 11, text: dayName(locale, day) })),
        ...shownStatuses.map((status, index) => ({
          x: index * page.legend + 17,
          y: top + 8.5,
          text: `${t(`premises.status.${status}`)} ${formatNumber(locale, days.at(-1)?.counts[status] ?? 0)}`,
        })),
      ],
    },
  ]
}

type Counts = ReportFigures['occupancy'][number]['counts']
const sumOf = (counts: Counts): number => shownStatuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0)

function barOf(counts: Counts, most: number, y: number): PdfShape[] {
  let x = page.label
  return shownStatuses.flatMap(status => {
    const width = (page.bar * (counts[status] ?? 0)) / most
    const at = x
    x += width
    return width === 0 ? [] : [{ x: at, y, width: Math.max(0.5, width - 0.8), height: page.high, ...looks[status] }]
  })
}
