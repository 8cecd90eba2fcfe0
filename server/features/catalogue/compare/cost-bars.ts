import { costParts, type MonthlyBill } from '#features/premises/costs.ts'
import { box, escaped } from '#features/street/drawing/canvas.ts'

export type CostBar = { label: string; total: string; bill: MonthlyBill }

const width = 320
const step = 46
const thickness = 16
const gap = 1

/**
 * A month's parts end to end, one bar below the other and to one scale, 320 wide. What is only estimated is hatched. The
 * table beside it says the same in figures, so the drawing is hidden from those who read it.
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
