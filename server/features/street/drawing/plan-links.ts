import { box, escapeXml, clamp, widthOf } from './canvas.ts'
import { buildingBox, drawing, type Box, type Frame, type PlanBuilding } from './plan-geometry.ts'

export type PlanLink = { href: string; label: string }
/**
 * `href`: link of the building on a crowded street, where units have none. `nearer`: link from the whole street to this part
 * of it.
 */
export type LinkedBuilding = PlanBuilding & Partial<PlanLink> & { nearer?: PlanLink }

/** Font size of a label, in units of the drawing. */
const labelFontSize = 24

/**
 * Draws a link. Its label stands on the road in front of it, where no unit can cover it, and is shown on hover and focus
 * (`.plan a text`). The same text is the accessible name of the link.
 */
export function linkedShape(
  { href, label }: PlanLink,
  shape: string,
  at: { place: Box; /** A compact drawing leaves it to its style sheet. */ y?: number },
): string {
  const half = Math.min(widthOf(label, labelFontSize) / 2 + 16, drawing.width / 2)
  const x = Math.round(clamp(at.place.x + at.place.width / 2, half, drawing.width - half))
  const line = at.y === undefined ? '' : ` y="${at.y}"`
  return `<a href="${escapeXml(href)}">${shape}<text x="${x}"${line}>${escapeXml(label)}</text></a>`
}

/**
 * Returns the metre at which a building is shown nearer, and the codes of all buildings at that metre, which include the
 * opposite one.
 */
export function nearerPlace(building: PlanBuilding, buildings: readonly PlanBuilding[]) {
  const at = middleOf(building)
  return { at, codes: buildings.filter(other => middleOf(other) === at).map(({ code }) => code) }
}

const middleOf = ({ offsetM, lengthM }: PlanBuilding): number => Math.round(offsetM + lengthM / 2)

/**
 * Draws buildings as links to their nearer view. Buildings with the same target become one link. The style sheet decides for
 * which visitors the links lie over the units.
 */
export function nearerLinks(buildings: readonly LinkedBuilding[], frame: Frame, at: { y?: number } = {}): string {
  const groups = new Map<string, { nearer: PlanLink; places: Box[] }>()
  for (const { nearer, ...building } of buildings) {
    if (!nearer) continue
    const group = groups.get(nearer.href) ?? { nearer, places: [] }
    group.places.push(buildingBox(building, frame))
    groups.set(nearer.href, group)
  }
  const links = [...groups.values()].map(({ nearer, places }) => {
    const shape = places.map(({ x, y, width, height }) => box(x, y, width, height)).join('')
    const [place] = places
    return place ? linkedShape(nearer, `<path d="${shape}"/>`, { place, ...at }) : ''
  })
  return links.length > 0 ? `<g class="nearer">${links.join('')}</g>` : ''
}
