import { box, groundLineY, path, clamp } from './canvas.ts'

const leastPane = 15

/** Draws large shop windows between two edges: as many as the listing states, if they fit. */
export function panes(from: number, to: number, top: number, count: number): string {
  const room = to - from
  if (room < leastPane) return ''
  const number = clamp(count, 1, Math.min(6, Math.floor(room / (leastPane + 4))) || 1)
  const width = Math.round((room - (number - 1) * 4) / number)
  const height = groundLineY - 12 - top
  const lefts = Array.from({ length: number }, (_, index) => from + index * (width + 4))
  const glass = path('g', lefts.map(x => box(x, top, width, height)).join(''))
  const glint = lefts.map(x => glintOf(x, top, width, height)).join('')
  return glass + path('gl', glint)
}

/** Returns a slanted reflection inside its pane; the style sheet draws it as a broad stroke. */
function glintOf(x: number, top: number, width: number, height: number): string {
  const run = Math.round(Math.min(width * 0.4, height * 0.4))
  return `M${x + Math.round(width * 0.3)} ${top + height}l${run}-${height}`
}

type Span = [from: number, to: number]

/** Draws barred windows in one row over one or more stretches of wall. `lit` windows belong to the unit on offer. */
export function officeWindows(
  spans: readonly Span[],
  top: number,
  height: number,
  light: 'dark' | 'lit' = 'dark',
): string {
  const lefts = spans.flatMap(windowsWithin)
  if (lefts.length === 0) return ''
  const glass = lefts.map(x => box(x, top, 24, height)).join('')
  const bars = lefts.map(x => `M${x + 12} ${top}v${height}`).join('')
  return path(light === 'lit' ? 'gi' : 'go', glass) + path('br', bars)
}

function windowsWithin([from, to]: Span): number[] {
  const room = to - from
  const number = Math.max(0, Math.min(7, Math.floor((room + 10) / 36)))
  return Array.from({ length: number }, (_, index) => Math.round(from + (room / number) * (index + 0.5) - 12))
}

type DoorKind = 'tall' | 'round' | 'glass' | 'plain'

/** Draws a door, 24 wide, that stands on the ground with its top at `top`. Shops leave a transom over it. */
export function door(x: number, top: number, kind: DoorKind): string {
  const lowest = Math.max(top, groundLineY - 62)
  const height = groundLineY - lowest
  if (kind === 'glass') return path('d', box(x, lowest, 24, height)) + path('g', glassLeaves(x, lowest, height))
  const lights: Record<Exclude<DoorKind, 'glass'>, string> = {
    tall: box(x + 6, lowest + 6, 12, Math.round(height * 0.45)),
    round: `M${x + 5} ${lowest + 14}a7 7 0 0 1 14 0a7 7 0 0 1-14 0`,
    plain: box(x + 6, lowest + 7, 12, 9),
  }
  return (
    path('d', box(x, lowest, 24, height)) + path('dl', lights[kind]) + path('h', `M${x + 20} ${groundLineY - 20}v.1`)
  )
}

const glassLeaves = (x: number, top: number, height: number): string =>
  box(x + 2, top + 3, 9, height - 3) + box(x + 13, top + 3, 9, height - 3)

/** Draws a roller door with its slats and box. */
export function roller(x: number, width: number, top: number): string {
  const slats = `<path class="sl" stroke-width="${width}" d="M${x + width / 2} ${top + 8}V${groundLineY}"/>`
  return path('rd', box(x, top, width, groundLineY - top)) + slats + path('rb', box(x - 2, top - 5, width + 4, 8))
}

/** Draws a window beside a gate if there is room for one. */
export function sideWindow(from: number, to: number, top: number): string {
  if (to - from < 26) return ''
  return officeWindows([[from, to]], top, 26)
}
