import { box, escapeXml, path } from './canvas.ts'
import { buildingBox, drawing, endOf, isInside, linesOf, type Frame, type PlanBuilding } from './plan-geometry.ts'

export type PlanLook = Frame & { /** True when each building has room for a frame and a name. */ named: boolean }

/** Paused is hatched, held dotted, archived ruled, so that they can be told apart without colours. */
const patterns = {
  paused:
    '<pattern id="plan-paused" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
    '<path class="hatch-ground" d="M0 0h8v8H0z"/><path class="hatch" d="M0 0v8"/></pattern>',
  held:
    '<pattern id="plan-held" width="9" height="9" patternUnits="userSpaceOnUse"><path class="dots-ground" d="M0 0h9v9H0z"/>' +
    '<path class="dots" d="M4.5 4.5v.1"/></pattern>',
  archived:
    '<pattern id="plan-archived" width="10" height="10" patternUnits="userSpaceOnUse"><path class="rules-ground" d="M0 0h10v10H0z"/>' +
    '<path class="rules" d="M0 5h10"/></pattern>',
}
type Pattern = keyof typeof patterns

type Sheet = { label: string; className: string; height: number; patterns: readonly Pattern[] }

export function sheetOf({ label, className, height, patterns: used }: Sheet, body: string): string {
  const defs = `<defs>${used.map(name => patterns[name]).join('')}</defs>`
  return `<svg class="${className}" viewBox="0 0 ${drawing.width} ${height}" role="group" aria-label="${escapeXml(label)}">${defs}${body}</svg>`
}

/** Draws the ground, the road, the trees, and the buildings with their names. */
export function scenery(buildings: readonly PlanBuilding[], looks: PlanLook): string {
  const { width, margin, roadHeight } = drawing
  const { road, middle, height } = linesOf(looks)
  const land = path('land', box(0, 0, width, height))
  const lane = path('road', box(0, road, width, roadHeight)) + path('lane', `M0 ${middle}H${width}`)
  const trees = path('trees', `M${margin + 12} ${road - 20}H${width}M${margin + 12} ${road + roadHeight + 20}H${width}`)
  return land + lane + trees + (looks.named ? namedBlocks(buildings, looks) : bareBlocks(buildings, looks))
}

function namedBlocks(buildings: readonly PlanBuilding[], looks: PlanLook): string {
  const shown = buildings.filter(({ offsetM, lengthM }) => isInside({ offsetM, widthM: lengthM }, looks))
  const walls = shown.map(building => {
    const { x, y, width, height } = buildingBox(building, looks)
    return box(x, y, width, height)
  })
  const names = shown.map(building => {
    const { x, y, width, height } = buildingBox(building, looks)
    const line = building.row === 'north' ? y - 12 : y + height + 26
    return `<text x="${Math.round(x + width / 2)}" y="${line}">${escapeXml(building.code)}</text>`
  })
  return path('block', walls.join('')) + names.join('')
}

/** Draws one thick dashed line a row, for streets with so many buildings that only their places can be shown. */
function bareBlocks(buildings: readonly PlanBuilding[], looks: PlanLook): string {
  const lines = linesOf(looks)
  const rows = (['north', 'south'] as const).map(row => {
    const spans = buildings.filter(building => building.row === row).map(building => buildingBox(building, looks))
    const line = strokes(mergeSpans(spans), lines[row] + looks.rowDepth / 2)
    return `<path class="blocks" stroke-width="${looks.rowDepth - 8}" d="${line}"/>`
  })
  return rows.join('')
}

/** Draws a bar along the lower edge that marks the drawn part of the street; nothing when all of it is drawn. */
export function drawPositionBar(buildings: readonly PlanBuilding[], frame: Frame): string {
  const { width, margin } = drawing
  const { height } = linesOf(frame)
  const whole = width - 2 * margin
  const endM = endOf(buildings)
  const shown = whole / frame.scale
  if (shown >= endM - 0.5) return ''
  const y = height - 5
  const from = Math.round(margin + (frame.fromM / endM) * whole)
  return (
    path('strip', `M${margin} ${y}h${whole}`) +
    path('strip-here', `M${from} ${y}h${Math.round((shown / endM) * whole)}`)
  )
}

type Span = { x: number; width: number }

/** Merges neighbours that touch at this scale, so that the drawing stays small at any number. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const { x, width } of spans.toSorted((a, b) => a.x - b.x)) {
    const last = merged.at(-1)
    if (last && x <= last.x + last.width + 2) last.width = Math.max(last.width, x + width - last.x)
    else merged.push({ x, width })
  }
  return merged
}

/** Returns horizontal strokes along one line, with relative steps to save characters. */
export function strokes(spans: readonly Span[], y: number): string {
  let pen = 0
  const steps = spans.map(({ x, width }, index) => {
    const move = index === 0 ? `M${x} ${y}` : `m${x - pen} 0`
    pen = x + width
    return `${move}h${width}`
  })
  return steps.join('')
}
