import { widthOf } from '../canvas.ts'
import { sheet, type Frame, type Neighbour } from './frame.ts'
import { away, corners, hasFloors } from './shapes.ts'

/** Texts of a schematic. */
export type SchematicTexts = {
  floor: string
  north: string
  street: string
  yard: string
  area: string
  /** Sizes with their units; shown only when the drawing is to scale. */
  width: string
  depth: string
  /** Shown instead of the sizes when it is not. */
  unknown: string
}

/** A line of text. `x` is its beginning, middle or end, `y` its base line. */
export type Label = { text: string; x: number; y: number; anchor: 'start' | 'middle' | 'end'; size: number }

/** Font sizes in units of the drawing. */
export const largeFontSize = 14
export const smallFontSize = 12
const lineHeight = 17

/** Returns the labels. Each lies on free space; those without room are left to the text beside the drawing. */
export function labelsOf(frame: Frame, texts: SchematicTexts): Label[] {
  const { block, down, measures, place } = frame
  const middle = (place.left + place.right) / 2
  const outside = block.far - down * away.width + (down === 1 ? -4 : 16)
  const line = { size: largeFontSize, anchor: 'middle' as const }
  return [
    { ...line, text: texts.floor, x: hasFloors(frame) ? 34 : corners.floorsX, y: 25, anchor: 'start' },
    { ...line, text: texts.north, x: corners.northX - 10, y: 25, anchor: 'end' },
    { ...line, text: texts.yard, x: sheet.width - corners.floorsX, y: outside, anchor: 'end' },
    { ...line, text: measures ? texts.width : texts.unknown, x: middle, y: outside },
    ...(measures ? [depthLabel(frame, texts.depth)] : []),
    { ...line, text: texts.street, x: sheet.width / 2, y: block.near + (down * (away.road + away.roadEnd)) / 2 + 5 },
    ...inside(frame, texts),
    ...frame.neighbours.flatMap(numberOf),
  ]
}

const depthLabel = ({ block }: Frame, text: string): Label => ({
  text,
  size: largeFontSize,
  anchor: 'start',
  x: block.right + away.depth + 8,
  y: (block.near + block.far) / 2 + 5,
})

/** Depth that the leaf of a door can take of a room. */
const doorDepth = 18

/** Returns the area and, below it, the number, as far as there is room beside the door. */
function inside({ unit, place, down }: Frame, { area }: SchematicTexts): Label[] {
  const deep = Math.abs(place.near - place.far) - doorDepth
  const lines = [area, numberIn(unit.code)].filter(text => widthOf(text, largeFontSize) <= place.right - place.left - 6)
  const shown = lines.slice(0, Math.max(0, Math.floor(deep / lineHeight)))
  const atYard = unit.entrance.side === 'yard' ? -1 : 1
  const middle = (place.near + place.far) / 2 - (down * atYard * doorDepth) / 2
  const first = middle - ((shown.length - 1) * lineHeight) / 2 + 5
  return shown.map((text, index) => ({
    text,
    size: largeFontSize,
    anchor: 'middle',
    x: (place.left + place.right) / 2,
    y: first + index * lineHeight,
  }))
}

function numberOf({ code, place: { left, right, near, far } }: Neighbour): Label[] {
  const text = numberIn(code)
  if (right - left < widthOf(text, smallFontSize) + 4 || Math.abs(near - far) < lineHeight) return []
  return [{ text, x: (left + right) / 2, y: (near + far) / 2 + 4, anchor: 'middle', size: smallFontSize }]
}

/** Returns the number as the street plan shows it. */
const numberIn = (code: string): string => code.slice(-4)

/** Estimates the box of a label. */
export function boxOfLabel({ text, x, y, anchor, size }: Label) {
  const width = widthOf(text, size)
  const before = { start: 0, middle: width / 2, end: width }[anchor]
  return { left: x - before, right: x - before + width, top: y - size * 0.8, bottom: y + size * 0.25 }
}
