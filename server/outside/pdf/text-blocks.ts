import type { PdfBlock, PdfText } from './blocks.ts'
import { heightOf, printLine } from './print-line.ts'
import { colours, printLines, type Sheet } from './sheet.ts'
import type { Style } from './typeset.ts'

type Of<Kind extends PdfBlock['kind']> = Extract<PdfBlock, { kind: Kind }>

export const body: Style = { size: 10.5, leading: 1.5, colour: colours.ink }
const muted: Style = { size: 9.5, leading: 1.45, colour: colours.slate }
const headings: Record<1 | 2 | 3, Style & { above: number; below: number }> = {
  1: { size: 20, leading: 1.25, colour: colours.ink, strong: true, above: 22, below: 8 },
  2: { size: 14, leading: 1.3, colour: colours.ink, strong: true, above: 18, below: 5 },
  3: { size: 11.5, leading: 1.35, colour: colours.ink, strong: true, above: 12, below: 3 },
}

/** A heading stays with the two lines after it, and is in the file's outline. */
export function printHeading(sheet: Sheet, { level, text }: Of<'heading'>): void {
  const style = headings[level]
  const lines = sheet.type.lines(text, style, sheet.width)
  sheet.gap(style.above)
  sheet.ensure(lines.length * heightOf(style) + style.below + 2 * heightOf(body))
  sheet.part(`H${level}`, sheet.root, part => printLines(sheet, part, lines, { style }))
  sheet.y += style.below
  sheet.doc.outline.addItem(text)
}

export function printParagraph(sheet: Sheet, { text, tone }: Of<'paragraph'>): void {
  const style = tone === 'muted' ? muted : body
  const lines = sheet.type.lines(text, style, sheet.width)
  // No single first line at the foot of a page.
  sheet.ensure(Math.min(lines.length, 2) * heightOf(style))
  sheet.part('P', sheet.root, part => printLines(sheet, part, lines, { style }))
  sheet.y += 6
}

const indent = 18

export function printList(sheet: Sheet, { items, ordered = false }: Of<'list'>): void {
  sheet.part('L', sheet.root, list => {
    items.forEach((item, index) => {
      sheet.part('LI', list, part => printItem(sheet, part, { text: item, mark: ordered ? `${index + 1}.` : '•' }))
    })
  })
  sheet.y += 4
}

function printItem(sheet: Sheet, item: Parameters<Sheet['part']>[1], { text, mark }: { text: PdfText; mark: string }) {
  const lines = sheet.type.lines(text, body, sheet.width - indent)
  sheet.ensure(Math.min(lines.length, 2) * heightOf(body))
  const [label] = sheet.type.lines(mark, body, indent)
  sheet.part('Lbl', item, part => {
    if (label) printLine(sheet.doc, part, label, { x: sheet.left + 4, y: sheet.y, style: body })
  })
  sheet.part('LBody', item, part => printLines(sheet, part, lines, { indent, style: body }))
  sheet.y += 2
}
