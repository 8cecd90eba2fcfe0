import { formatAmount, formatNumber, formatPercent } from '#shared/texts/format.ts'
import type { Locale } from '#shared/texts/i18n.ts'

/**
 * A cell. `shareCell` is a percentage, `changeCell` the percentage by which something grew, `money` is fen. A null value means too
 * few cases, or unknown.
 */
export type Cell = { text: string } | { value: number | null; unit: Unit }
type Unit = 'count' | 'hours' | 'days' | 'area' | 'share' | 'change' | 'money'

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits
const roundedOrNot = (value: number | null): number | null => (value === null ? null : rounded(value, 1))

export const countCell = (value: number): Cell => ({ value, unit: 'count' })
export const areaCell = (value: number): Cell => ({ value: rounded(value, 2), unit: 'area' })
export const daysCell = (value: number | null): Cell => ({ value: roundedOrNot(value), unit: 'days' })
export const hoursCell = (value: number | null): Cell => ({ value: roundedOrNot(value), unit: 'hours' })
export const shareCell = (part: number, whole: number): Cell => ({
  value: whole === 0 ? null : rounded((part / whole) * 100, 1),
  unit: 'share',
})

/** Growth in per cent over the earlier value; null where that was 0. */
export const changeCell = (now: number, before: number): Cell => ({
  value: before === 0 ? null : rounded((now / before - 1) * 100, 0),
  unit: 'change',
})

/** Checks whether a row has nothing to report: no cell has a number other than 0. */
export const isEmptyRow = (row: readonly Cell[]): boolean => row.every(cell => 'text' in cell || !cell.value)

/** Value for a spreadsheet: the number itself, money in yuan; null where there is none. */
export function plainValue(cell: Cell): string | number | null {
  if ('text' in cell) return cell.text
  return cell.unit === 'money' && cell.value !== null ? cell.value / 100 : cell.value
}

const digitsOf = { count: 0, hours: 1, days: 1, area: 2, share: 1, change: 0 } as const

/** Text for people. */
export function formatCell(locale: Locale, cell: Cell): string {
  if ('text' in cell) return cell.text
  const { value, unit } = cell
  if (value === null) return '—'
  if (unit === 'money') return formatAmount(locale, value)
  if (unit !== 'share' && unit !== 'change') return formatNumber(locale, value, digitsOf[unit])
  const sign = unit === 'change' && value > 0 ? '+' : ''
  return `${sign}${formatPercent(locale, value, digitsOf[unit])}`
}
