import type { PdfClosing, PdfLetterhead, PdfSeal } from './blocks.ts'
import { heightOf, printLine, type Part } from './print-line.ts'
import { colours, type Sheet } from './sheet.ts'
import type { Style } from './typeset.ts'

const red = '#b0171f'
const firstLineStyle: Style = { size: 20, leading: 1.3, colour: red, strong: true }
const otherLinesStyle: Style = { size: 11.5, leading: 1.35, colour: red, strong: true }
const numberStyle: Style = { size: 11, leading: 1.4, colour: colours.ink }
const contactStyle: Style = { size: 8.5, leading: 1.4, colour: colours.slate }

/** Prints the head of an official document. */
export function printLetterhead(sheet: Sheet, { issuer, number, contact }: PdfLetterhead): void {
  issuer.forEach((name, index) => centred(sheet, name, index === 0 ? firstLineStyle : otherLinesStyle))
  sheet.y += 6
  if (number) centred(sheet, number, numberStyle)
  sheet.y += 4
  sheet.rule(sheet.y, red, 1.6)
  sheet.y += 5
  if (contact) centred(sheet, contact, contactStyle)
  sheet.y += 10
}

const centred = (sheet: Sheet, text: string, style: Style): void =>
  sheet.part('P', sheet.root, part => linesAround(sheet, part, { text, style, middle: sheet.left + sheet.width / 2 }))

type Around = { text: string; style: Style; middle: number; width?: number }

function linesAround(sheet: Sheet, part: Part, { text, style, middle, width = sheet.width }: Around): void {
  for (const line of sheet.type.lines(text, style, width)) {
    sheet.ensure(heightOf(style))
    printLine(sheet.doc, part, line, { x: middle - line.width / 2, y: sheet.y, style })
    sheet.y += heightOf(style)
  }
}

const closingStyle: Style = { size: 10.5, leading: 1.6, colour: colours.ink }
const column = 210
/** Edge of a seal in points: 42 mm across, like the seals of city offices. */
const sealEdge = 119

/** Prints issuer, place and date in a column at the right, together on one page; the seal lies over the middle of it. */
export function printClosing(sheet: Sheet, { lines, seal }: PdfClosing): void {
  const laid = lines.flatMap(text => sheet.type.lines(text, closingStyle, column))
  const textHeight = laid.length * heightOf(closingStyle)
  const height = seal ? Math.max(sealEdge, textHeight) : textHeight
  sheet.gap(14)
  sheet.ensure(height)
  const middle = sheet.left + sheet.width - column / 2
  const top = sheet.y
  sheet.y = top + (height - textHeight) / 2
  for (const text of lines)
    sheet.part('P', sheet.root, part => linesAround(sheet, part, { text, style: closingStyle, middle, width: column }))
  if (seal) printSeal(sheet, seal, { x: middle - sealEdge / 2, y: top + (height - sealEdge) / 2 })
  sheet.y = top + height + 10
}

function printSeal(sheet: Sheet, { png, description }: PdfSeal, { x, y }: { x: number; y: number }): void {
  sheet.figure(description, { x, y, width: sealEdge, height: sealEdge }, () => {
    sheet.doc.image(png, x, y, { fit: [sealEdge, sealEdge], align: 'center', valign: 'center' })
  })
}
