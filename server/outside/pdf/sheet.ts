import { heightOf, printLine, type Doc, type Part } from './print-line.ts'
import type { Line, Style, Typesetter } from './typeset.ts'

/** Margins in points: A4 with room for a footer. */
export const margins = { top: 56, bottom: 68, left: 58, right: 58 }
export const colours = { ink: '#1c2430', slate: '#55606e', line: '#c9d1d7', frost: '#eef2f4' }

/** The page being filled, from top to bottom. `y` is where the next thing goes; all measures are points. */
export function createSheet(doc: Doc, type: Typesetter, root: Part) {
  const bottom = doc.page.height - margins.bottom
  const sheet = {
    doc,
    type,
    root,
    left: margins.left,
    width: doc.page.width - margins.left - margins.right,
    /** Callbacks to print, in order, when everything else is printed. */
    atEnd: [] as (() => void)[],
    /** Height of a whole page. */
    height: bottom - margins.top,
    y: margins.top,
    /** Headings printed so far, for the contents. Pages are counted from 0. */
    headings: [] as { text: string; level: number; page: number; y: number }[],
    /** Returns the height left on the page. */
    room: () => bottom - sheet.y,
    turn(): void {
      doc.addPage()
      sheet.y = margins.top
    },
    /** Turns the page unless this height fits. Returns whether it did. */
    ensure(points: number): boolean {
      if (points <= sheet.room() || sheet.y === margins.top) return false
      sheet.turn()
      return true
    },
    /** Leaves space above the next thing, except at the top of a page. */
    gap(points: number): void {
      if (sheet.y > margins.top) sheet.y += points
    },
    /** Draws decoration outside the reading order. */
    decorate(draw: () => void): void {
      doc.markContent('Artifact', { type: 'Layout' })
      draw()
      doc.endMarkedContent()
    },
    rule(y: number, colour = colours.line, weight = 0.6): void {
      sheet.decorate(() => {
        doc.lineWidth(weight).strokeColor(colour)
        doc
          .moveTo(sheet.left, y)
          .lineTo(sheet.left + sheet.width, y)
          .stroke()
      })
    },
    /** Draws a picture: a screen reader reads its description; `draw` draws it in the box. */
    figure(description: string, { x, y, width, height }: Box, draw: () => void): void {
      // The types of pdfkit do not know the bounding box of a figure.
      const box = { bbox: [x, y, x + width, y + height], placement: 'Block' }
      const figure = doc.struct('Figure', { alt: description, ...box })
      root.add(figure)
      figure.add(draw)
      figure.end()
    },
    /** Adds a part to the reading order and fills it with `fill`. */
    part(type: string, parent: Part, fill: (part: Part) => void): void {
      const part = doc.struct(type)
      parent.add(part)
      fill(part)
      part.end()
    },
  }
  return sheet
}
export type Sheet = ReturnType<typeof createSheet>
type Box = { x: number; y: number; width: number; height: number }

/** Prints the lines of a paragraph from `y` down, turning pages as needed. */
export function printLines(sheet: Sheet, part: Part, lines: Line[], { indent = 0, style }: Setting): void {
  for (const line of lines) {
    sheet.ensure(heightOf(style))
    printLine(sheet.doc, part, line, { x: sheet.left + indent, y: sheet.y, style })
    sheet.y += heightOf(style)
  }
}
type Setting = { indent?: number; style: Style }
