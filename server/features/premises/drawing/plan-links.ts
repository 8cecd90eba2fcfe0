import { escaped, within } from './canvas.ts'
import { drawing, type Box } from './plan-geometry.ts'

const wide = /[\u2e80-\u9fff\uff00-\uffef]/g

/** About how long a label is in units of the drawing, at its 24: Chinese characters are as wide as high, others half. */
const lengthOf = (label: string): number => label.length * 13.4 + (label.match(wide)?.length ?? 0) * 10.6

/**
 * A link in the drawing. Its label stands on the road before it and is seen on hover and focus (`.plan a text`): no unit
 * lies there that could cover it, and the same words name the link for those who do not see it.
 */
export function linkedShape(
  link: { href: string; label: string; className?: string },
  shape: string,
  at: { place: Box; /** A compact drawing leaves it to its style sheet. */ y?: number },
): string {
  const half = Math.min(lengthOf(link.label) / 2 + 16, drawing.width / 2)
  const x = Math.round(within(at.place.x + at.place.width / 2, half, drawing.width - half))
  const look = link.className ? ` class="${link.className}"` : ''
  const line = at.y === undefined ? '' : ` y="${at.y}"`
  return `<a${look} href="${escaped(link.href)}">${shape}<text x="${x}"${line}>${escaped(link.label)}</text></a>`
}
