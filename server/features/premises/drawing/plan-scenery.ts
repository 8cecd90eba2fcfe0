import { box, escaped, path } from './canvas.ts'
import { buildingBox, drawing, road, type PlanBuilding } from './plan-geometry.ts'

export type PlanLook = { scale: number; /** Buildings have room for a frame and a name each. */ named: boolean }

/** Paused is hatched and held is dotted: nobody needs to see colours to tell them apart. */
const patterns =
  '<defs><pattern id="plan-paused" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<path class="hatch-ground" d="M0 0h8v8H0z"/><path class="hatch" d="M0 0v8"/></pattern>' +
  '<pattern id="plan-held" width="9" height="9" patternUnits="userSpaceOnUse"><path class="dots-ground" d="M0 0h9v9H0z"/>' +
  '<path class="dots" d="M4.5 4.5v.1"/></pattern></defs>'

export function frameOf(label: string, className: string, body: string): string {
  const { width, height } = drawing
  return `<svg class="${className}" viewBox="0 0 ${width} ${height}" role="group" aria-label="${escaped(label)}">${patterns}${body}</svg>`
}

/** Ground, road, trees, and the buildings with their names. */
export function scenery(buildings: readonly PlanBuilding[], looks: PlanLook): string {
  const { width, height, margin } = drawing
  const middle = road.top + road.height / 2
  const land = path('land', box(0, 0, width, height))
  const lane = path('road', box(0, road.top, width, road.height)) + path('lane', `M0 ${middle}H${width}`)
  const trees = path(
    'trees',
    `M${margin + 12} ${road.top - 20}H${width}M${margin + 12} ${road.top + road.height + 20}H${width}`,
  )
  return land + lane + trees + (looks.named ? namedBlocks(buildings, looks) : bareBlocks(buildings, looks))
}

function namedBlocks(buildings: readonly PlanBuilding[], { scale }: PlanLook): string {
  const walls = buildings.map(building => {
    const { x, y, width, height } = buildingBox(building, scale)
    return box(x, y, width, height)
  })
  const names = buildings.map(building => {
    const { x, y, width, height } = buildingBox(building, scale)
    const line = building.row === 'north' ? y - 12 : y + height + 26
    return `<text x="${Math.round(x + width / 2)}" y="${line}">${escaped(building.code)}</text>`
  })
  return path('block', walls.join('')) + names.join('')
}

/** So many that only where they stand can be shown: one thick dashed line a row. */
function bareBlocks(buildings: readonly PlanBuilding[], { scale }: PlanLook): string {
  const rows = (['north', 'south'] as const).map(row => {
    const spans = buildings.filter(building => building.row === row).map(building => buildingBox(building, scale))
    return path('blocks', strokes(mergedSpans(spans), row === 'north' ? 88 : 332))
  })
  return rows.join('')
}

type Span = { x: number; width: number }

/** Neighbours that touch at this scale become one, so that the drawing stays small at any number. */
function mergedSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const { x, width } of spans.toSorted((a, b) => a.x - b.x)) {
    const last = merged.at(-1)
    if (last && x <= last.x + last.width + 2) last.width = Math.max(last.width, x + width - last.x)
    else merged.push({ x, width })
  }
  return merged
}

/** Horizontal strokes along one line, in as few characters as relative steps allow. */
export function strokes(spans: readonly Span[], y: number): string {
  let pen = 0
  const steps = spans.map(({ x, width }, index) => {
    const move = index === 0 ? `M${x} ${y}` : `m${x - pen} 0`
    pen = x + width
    return `${move}h${width}`
  })
  return steps.join('')
}
