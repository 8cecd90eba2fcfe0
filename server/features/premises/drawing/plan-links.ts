import { box, escaped, within } from './canvas.ts'
import { buildingBox, drawing, type Box, type Frame, type PlanBuilding } from './plan-geometry.ts'

export type PlanLink = { href: string; label: string }
/** `href`: what a crowded street links instead of units; `nearer`: where the whole street leads to this part of it. */
export type LinkedBuilding = PlanBuilding & Partial<PlanLink> & { nearer?: PlanLink }

const wide = /[\u2e80-\u9fff\uff00-\uffef]/g

/** About how long a label is in units of the drawing, at its 24: Chinese characters are as wide as high, others half. */
const lengthOf = (label: string): number => label.length * 13.4 + (label.match(wide)?.length ?? 0) * 10.6

/**
 * A link in the drawing. Its label stands on the road before it and is seen on hover and focus (`.plan a text`): no unit
 * lies there that could cover it, and the same words name the link for those who do not see it.
 */
export function linkedShape(
  { href, label }: PlanLink,
  shape: string,
  at: { place: Box; /** A compact drawing leaves it to its style sheet. */ y?: number },
): string {
  const half = Math.min(lengthOf(label) / 2 + 16, drawing.width / 2)
  const x = Math.round(within(at.place.x + at.place.width / 2, half, drawing.width - half))
  const line = at.y === undefined ? '' : ` y="${at.y}"`
  return `<a href="${escaped(href)}">${shape}<text x="${x}"${line}>${escaped(label)}</text></a>`
}

/** Each building as a link that shows it nearer; the style sheet says for whom they lie over the units. */
export function nearerLinks(buildings: readonly LinkedBuilding[], frame: Frame, at: { y?: number } = {}): string {
  const links = buildings.flatMap(building => {
    const place = buildingBox(building, frame)
    const shape = `<path d="${box(place.x, place.y, place.width, place.height)}"/>`
    return building.nearer ? [linkedShape(building.nearer, shape, { place, ...at })] : []
  })
  return links.length > 0 ? `<g class="nearer">${links.join('')}</g>` : ''
}
