import type { PdfBlock, PdfParagraph, PdfText } from './blocks.ts'
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

/**
 * Prints a heading and adds it to the file's outline. `stays` is the height in points of the following content that stays
 * with it.
 */
export function printHeading(sheet: Sheet, heading: Of<'heading'>, stays: number): void {
  const style = headings[heading.level]
  sheet.ensure(headingHeight(sheet, heading) + stays)
  sheet.gap(style.above)
  sheet.headings.push({ ...heading, page: sheet.doc.bufferedPageRange().count - 1, y: sheet.y })
  sheet.part(`H${heading.level}`, sheet.root, part =>
    printLines(sheet, part, sheet.type.lines(heading.text, style, sheet.width), { style }),
  )
  sheet.y += style.below
  sheet.doc.outline.addItem(heading.text)
}

export function headingHeight({ type, width }: Sheet, { level, text }: Of<'heading'>): number {
  const style = headings[level]
  return type.lines(text, style, width).length * heightOf(style) + style.above + style.below
}

const styleOf = ({ tone }: PdfParagraph): Style => (tone === 'muted' ? muted : body)

export function printParagraph(sheet: Sheet, paragraph: PdfParagraph, below = 6): void {
  const style = styleOf(paragraph)
  const lines = sheet.type.lines(paragraph.text, style, sheet.width)
  // Avoids a single first line at the foot of a page.
  sheet.ensure(Math.min(lines.length, 2) * heightOf(style))
  sheet.part('P', sheet.root, part => printLines(sheet, part, lines, { style }))
  sheet.y += below
}

/** Returns the height of a paragraph at a width, with the space below it, in points. */
export const paragraphHeight = ({ type }: Sheet, paragraph: PdfParagraph, { width, below }: Room): number =>
  type.lines(paragraph.text, styleOf(paragraph), width).length * heightOf(styleOf(paragraph)) + below
type Room = { width: number; below: number }

/** Space in points: paragraphs of a group are closer to each other than to what is around them. */
const inGroup = { above: 3, between: 2, below: 7 }

/** Prints a group of paragraphs, on a new page rather than split. A group higher than a page is split all the same. */
export function printTogether(sheet: Sheet, group: Of<'together'>): void {
  const height = groupHeight(sheet, group)
  if (height <= sheet.height) sheet.ensure(height)
  sheet.gap(inGroup.above)
  for (const paragraph of group.paragraphs) printParagraph(sheet, paragraph, inGroup.between)
  sheet.y += inGroup.below
}

export function groupHeight(sheet: Sheet, { paragraphs }: Of<'together'>): number {
  const room = { width: sheet.width, below: inGroup.between }
  return paragraphs.reduce((sum, paragraph) => sum + paragraphHeight(sheet, paragraph, room), inGroup.above)
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
