import type { PdfContents } from './blocks.ts'
import { heightOf, partOfLink, printLine, type Part } from './print-line.ts'
import { colours, margins, printLines, type Sheet } from './sheet.ts'
import type { Style } from './typeset.ts'

const titleStyle: Style = { size: 14, leading: 1.3, colour: colours.ink, strong: true }
const chapter: Style = { size: 10.5, leading: 1.7, colour: colours.ink, strong: true }
const section: Style = { size: 10.5, leading: 1.6, colour: colours.ink }
const indent = 14

/**
 * Reserves a page at its place in the reading order, which is filled when all headings are printed, and turns to the next
 * page.
 */
export function printContents(sheet: Sheet, { title }: PdfContents): void {
  const { doc, type } = sheet
  sheet.ensure(sheet.height)
  const page = doc.bufferedPageRange().count - 1
  sheet.part('H2', sheet.root, part =>
    printLines(sheet, part, type.lines(title, titleStyle, sheet.width), { style: titleStyle }),
  )
  const list = doc.struct('TOC')
  sheet.root.add(list)
  const top = sheet.y + 8
  const before = sheet.headings.length
  sheet.turn()
  sheet.atEnd.push(() => {
    const all = sheet.headings.slice(before).filter(({ level }) => level > 1)
    const shown = fits(sheet, top, all) ? all : all.filter(({ level }) => level === 2)
    let y = top
    for (const [index, heading] of shown.entries()) {
      const name = `heading-${index}`
      doc.switchToPage(heading.page)
      doc.addNamedDestination(name, 'XYZ', null, heading.y - 8, null)
      doc.switchToPage(page)
      y += printEntry(sheet, list, { ...heading, name, top: y })
    }
    list.end()
  })
}

const styleOf = ({ level }: { level: number }): Style => (level === 2 ? chapter : section)

const fits = (sheet: Sheet, top: number, entries: readonly { level: number }[]): boolean =>
  entries.reduce((y, entry) => y + heightOf(styleOf(entry)), top) <= sheet.doc.page.height - margins.bottom

type Entry = { text: string; level: number; page: number; name: string; top: number }

/** Prints one line: the heading as a link, dots and the page number. Returns its height in points. */
function printEntry({ doc, type, left, width }: Sheet, list: Part, { text, level, page, name, top }: Entry): number {
  const style = styleOf({ level })
  const x = left + (level === 2 ? 0 : indent)
  const height = heightOf(style)
  const [number] = type.lines(`${page + 1}`, style, 40)
  const [line] = type.lines(text, style, left + width - x - 50)
  if (!line || !number) return 0
  const end = left + width - number.width
  const entry = doc.struct('TOCI')
  list.add(entry)
  const link = doc.struct('Link')
  entry.add(link)
  link.add(() => {
    printLine(doc, null, line, { x, y: top, style })
    printLine(doc, null, number, { x: end, y: top, style })
    doc.goTo(x, top, left + width - x, height, name, partOfLink(link, `${text} ${page + 1}`))
  })
  link.end()
  entry.end()
  doc.markContent('Artifact', { type: 'Layout' })
  const base = top + height / 2 + style.size * 0.35
  doc.lineWidth(0.6).strokeColor(colours.line).dash(1, { space: 3 })
  doc
    .moveTo(x + line.width + 6, base)
    .lineTo(end - 6, base)
    .stroke()
    .undash()
  doc.endMarkedContent()
  return height
}
