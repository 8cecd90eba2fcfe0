import type { PdfBlock, PdfPattern, PdfShape } from './blocks.ts'
import { printLine, type Doc } from './print-line.ts'
import { colours, type Sheet } from './sheet.ts'
import type { Style } from './typeset.ts'

const label: Style = { size: 9, leading: 1, colour: colours.ink }

/** Prints rectangles with labels. For a screen reader it is a figure with a description. */
export function printDrawing(sheet: Sheet, drawing: Extract<PdfBlock, { kind: 'drawing' }>): void {
  sheet.ensure(drawing.height)
  const { doc, left: x, y } = sheet
  sheet.figure(drawing.description, { x, y, width: sheet.width, height: drawing.height }, () => {
    for (const shape of drawing.shapes) fillShape(doc, { ...shape, x: x + shape.x, y: y + shape.y })
    for (const { text, strong = false, ...at } of drawing.labels) {
      const style = { ...label, strong }
      const [line] = sheet.type.lines(text, style, sheet.width)
      if (line) printLine(doc, null, line, { x: x + at.x, y: y + at.y - style.size * 0.85, style })
    }
  })
  sheet.y += drawing.height + 8
}

function fillShape(doc: Doc, { x, y, width, height, fill, pattern = 'plain' }: PdfShape): void {
  doc.rect(x, y, width, height).fill(fill)
  if (pattern === 'plain') return
  doc.save()
  doc.rect(x, y, width, height).clip()
  doc.lineWidth(0.8).strokeColor('#ffffff').fillColor('#ffffff')
  patterns[pattern](doc, { x, y, width, height })
  doc.restore()
}

type Box = { x: number; y: number; width: number; height: number }
const step = 5

const patterns: Record<Exclude<PdfPattern, 'plain'>, (doc: Doc, box: Box) => void> = {
  rising: (doc, box) => slants(doc, box, 1),
  falling: (doc, box) => slants(doc, box, -1),
  cross(doc, box) {
    slants(doc, box, 1)
    slants(doc, box, -1)
  },
  grid(doc, box) {
    patterns.upright(doc, box)
    patterns.level(doc, box)
  },
  upright(doc, { x, y, width, height }) {
    for (let at = step / 2; at < width; at += step) doc.moveTo(x + at, y).lineTo(x + at, y + height)
    doc.stroke()
  },
  level(doc, { x, y, width, height }) {
    for (let at = step / 2; at < height; at += step) doc.moveTo(x, y + at).lineTo(x + width, y + at)
    doc.stroke()
  },
  dots(doc, { x, y, width, height }) {
    for (let across = step / 2; across < width; across += step) {
      for (let down = step / 2; down < height; down += step) doc.circle(x + across, y + down, 0.9)
    }
    doc.fill()
  },
}

function slants(doc: Doc, { x, y, width, height }: Box, direction: 1 | -1): void {
  for (let at = -height; at < width; at += step) {
    const [from, to] = direction === 1 ? [at, at + height] : [at + height, at]
    doc.moveTo(x + from, y + height).lineTo(x + to, y)
  }
  doc.stroke()
}
