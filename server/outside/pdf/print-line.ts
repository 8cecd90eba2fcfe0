import type { Line, Style } from './typeset.ts'
import type { SetRun } from './words.ts'

export type Doc = PDFKit.PDFDocument
/** A node of the reading order that the file contains for screen readers. */
export type Part = ReturnType<Doc['struct']>
export type LinePosition = { x: number; /** The upper edge of the line. */ y: number; style: Style }

const linkColour = '#0f5f57'

/** Returns the height of one line in points. */
export const heightOf = ({ size, leading }: Style): number => size * leading

/** Prints a line as a part of the reading order; without a part, as decoration that screen readers skip. */
export function printLine(doc: Doc, part: Part | null, line: Line, { x, y, style }: LinePosition): void {
  let at = x
  for (const stretch of stretchesOf(line.runs)) {
    const place = { x: at, y, style }
    const href = stretch[0]?.href
    if (!part) printRuns(doc, stretch, place)
    else if (href) printLink(doc, part, stretch, { ...place, href })
    else part.add(() => printRuns(doc, stretch, place))
    at += widthOf(stretch)
  }
}

function printLink(doc: Doc, part: Part, runs: SetRun[], { href, ...place }: LinePosition & { href: string }): void {
  const link = doc.struct('Link')
  part.add(link)
  link.add(() => {
    printRuns(doc, runs, { ...place, style: { ...place.style, colour: linkColour } })
    const under = baselineOf(place) + place.style.size * 0.14
    const width = widthOf(runs)
    doc.lineWidth(0.5).strokeColor(linkColour)
    doc
      .moveTo(place.x, under)
      .lineTo(place.x + width, under)
      .stroke()
    const what = runs.map(run => run.text).join('')
    doc.link(place.x, place.y, width, heightOf(place.style), href, partOfLink(link, what))
  })
  link.end()
}

/**
 * Returns the options of a link. The types of pdfkit do not allow an annotation to name its part, and it writes a plain
 * string as a name instead of text.
 */
export const partOfLink = (structParent: Part, contents: string): PDFKit.Mixins.AnnotationOption =>
  ({ Contents: new String(contents), structParent }) as object

function printRuns(doc: Doc, runs: SetRun[], place: LinePosition): void {
  let at = place.x
  for (const { face, text, width } of runs) {
    doc.font(face).fontSize(place.style.size).fillColor(place.style.colour)
    // Fonts differ in their ascent: only a common baseline aligns them.
    doc.text(text, at, baselineOf(place), { lineBreak: false, baseline: 'alphabetic' })
    at += width
  }
}

const baselineOf = ({ y, style }: LinePosition): number => y + heightOf(style) / 2 + style.size * 0.35
const widthOf = (runs: SetRun[]): number => runs.reduce((total, run) => total + run.width, 0)

/** Groups neighbouring runs with the same link, or without one. */
function stretchesOf(runs: SetRun[]): SetRun[][] {
  const stretches: SetRun[][] = []
  for (const run of runs) {
    const last = stretches.at(-1)
    if (last?.[0]?.href === run.href && last) last.push(run)
    else stretches.push([run])
  }
  return stretches
}
