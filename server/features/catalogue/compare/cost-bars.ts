import { costParts, type MonthlyBill } from '#features/premises/costs.ts'
import { box, escaped } from '#features/street/drawing/canvas.ts'

export type CostBar = { label: string; total: string; bill: MonthlyBill }

const width = 320
const step = 46
const thickness = 16
const gap = 1

/**
 * Draws the parts of a month end to end, one bar below the other, on one scale, 320 wide. Estimates are hatched. The drawing
 * is hidden from screen readers, because the table beside it has the same figures.
 */
export function costBars(bars: readonly CostBar[]): string {
  const most = Math.max(1, ...bars.map(({ bill }) => bill.totalFen))
  const drawn = bars.map((bar, index) => barAt(bar, index * step, width / most))
  const hatch =
    '<defs><pattern id="cost-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
    '<path class="cost-hatch-ground" d="M0 0h6v6H0z"/><path class="cost-hatch" d="M0 0v6"/></pattern></defs>'
  return `<svg class="cost-bars" viewBox="0 0 ${width} ${bars.length * step}" aria-hidden="true">${hatch}${drawn.join('')}</svg>`
}

function barAt({ label, total, bill }: CostBar, top: number, scale: number): string {
  let left = 0
  const parts = costParts
    .filter(part => bill[part] > 0)
    .map(part => {
      const long = bill[part] * scale
      const shape = box(rounded(left), top + 20, rounded(Math.max(1, long - gap)), thickness)
      left += long
      return `<path class="cost-${part}" d="${shape}"/>`
    })
  return `<text x="0" y="${top + 14}">${escaped(label)}</text><text class="cost-total" x="${width}" y="${top + 14}">${escaped(total)}</text>${parts.join('')}`
}

const rounded = (value: number): number => Math.round(value * 10) / 10
