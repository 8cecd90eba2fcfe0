import type { PdfCode, PdfCover } from './blocks.ts'
import { margins, printLines, type Sheet } from './sheet.ts'
import { paragraphHeight, printParagraph } from './text-blocks.ts'
import type { Style } from './typeset.ts'

const green = '#0f5f57'
const nameStyle: Style = { size: 13, leading: 1.4, colour: '#ffffff', strong: true }
const titleStyle: Style = { size: 31, leading: 1.25, colour: '#ffffff', strong: true }
/** Lower edge of the band on which the shops stand, in points. */
const ground = 470
const amber = '#e0b15a'

/**
 * Prints a band over the whole width with the title and a row of shops, the description of the document below it, then turns
 * the page.
 */
export function printCover(sheet: Sheet, { name, title, paragraphs }: PdfCover): void {
  const { doc, type, width } = sheet
  sheet.decorate(() => {
    doc.rect(0, 0, doc.page.width, ground).fill(green)
    printShops(sheet)
    doc.rect(0, ground, doc.page.width, 5).fill(amber)
  })
  sheet.y = margins.top + 8
  sheet.part('P', sheet.root, part => printLines(sheet, part, type.lines(name, nameStyle, width), { style: nameStyle }))
  sheet.y += 18
  sheet.part('H1', sheet.root, part =>
    printLines(sheet, part, type.lines(title, titleStyle, width), { style: titleStyle }),
  )
  doc.outline.addItem(title)
  sheet.y = ground + 34
  for (const paragraph of paragraphs) printParagraph(sheet, paragraph, 10)
  sheet.turn()
}

/** Width and height of each shop in points, from the left edge of the page to the right one. */
const shops = [
  { width: 92, height: 132, wall: '#2f8379', floors: 2 },
  { width: 74, height: 96, wall: '#3f9388', floors: 1 },
  { width: 108, height: 158, wall: '#27766c', floors: 2 },
  { width: 83, height: 112, wall: '#3b8d82', floors: 1 },
  { width: 96, height: 146, wall: '#2f8379', floors: 2 },
  { width: 62, height: 90, wall: '#47998f', floors: 1 },
  { width: 81, height: 126, wall: '#27766c', floors: 2 },
] as const

/** Prints a row of shops: a decoration, not a plan. */
function printShops({ doc }: Sheet): void {
  let x = 0
  for (const { width, height, wall, floors } of shops) {
    const top = ground - height
    doc.rect(x, top, width, height).fill(wall)
    doc.rect(x - 2, top - 5, width + 4, 5).fill('#0b4a44')
    const door = { x: x + width / 2 - 9, y: ground - 40 }
    for (const left of [x + 8, x + width / 2 + 15]) doc.rect(left, ground - 42, width / 2 - 23, 30).fill('#dcebe6')
    doc.rect(door.x, door.y, 18, 40).fill('#0b4a44')
    doc.rect(x + 5, ground - 55, width - 10, 8).fill(amber)
    for (let floor = 0; floor < floors; floor += 1) printWindows(doc, { x, y: ground - 92 - floor * 38, width, top })
    x += width
  }
}

function printWindows(doc: Sheet['doc'], wall: { x: number; y: number; width: number; top: number }): void {
  if (wall.y < wall.top + 8) return
  const across = Math.floor((wall.width - 10) / 22)
  const first = wall.x + (wall.width - across * 22 + 8) / 2
  for (let index = 0; index < across; index += 1) doc.rect(first + index * 22, wall.y, 14, 22).fill('#bfdcd5')
}

/** Edge of the code in points: 30 mm, which telephones read at arm's length. */
const edge = 85

/** Space between the lines and the code, and below each line, in points. */
const beside = { between: 20, below: 3 }

/** Returns the height in points of a code with the lines beside it; both stay on one page. */
export function codeHeight(sheet: Sheet, { paragraphs }: PdfCode): number {
  const room = { width: sheet.width - edge - beside.between, below: beside.below }
  return Math.max(
    edge,
    paragraphs.reduce((sum, paragraph) => sum + paragraphHeight(sheet, paragraph, room), 0),
  )
}

/** Prints the lines at the left and the code at the right, on one page. */
export function printCode(sheet: Sheet, block: PdfCode): void {
  const { code, description, paragraphs } = block
  const { doc } = sheet
  sheet.ensure(codeHeight(sheet, block))
  const top = sheet.y
  const x = sheet.left + sheet.width - edge
  const full = sheet.width
  sheet.width = full - edge - beside.between
  for (const paragraph of paragraphs) printParagraph(sheet, paragraph, beside.below)
  sheet.width = full
  sheet.figure(description, { x, y: top, width: edge, height: edge }, () => {
    doc.save()
    doc.translate(x, top).scale(edge / code.size)
    // Printed slightly larger than they are, so that no seam shows between two.
    doc.lineWidth(0.06).path(code.path).fillAndStroke('#000000', '#000000')
    doc.restore()
  })
  sheet.y = Math.max(sheet.y, top + edge) + 8
}
