import type { Font } from 'fontkit'
import type { Locale } from '../shared/texts/i18n.ts'
import { coverage, createFaces, fontPicker, printable, type RunsOf } from './pdf/fonts.ts'

/** Style of a line: its size in units of the drawing, its colour, and whether it is bold. */
export type TextStyle = { size: number; colour: string; strong?: boolean }

const fontOf = createFaces()

const ellipsis = '…'
const han = /\p{Script=Han}|[，。、；：！？（）《》]/u

/**
 * Draws text as outlines of our own fonts, for pictures. The converter from SVG to PNG would use the machine's fonts, and a
 * server may have none.
 */
export async function createTextOutlines(locale: Locale) {
  const runsOf = fontPicker(await coverage(), locale)

  /** Returns one line as SVG; `x` and `y` are its left end on the base line. */
  async function line(text: string, x: number, y: number, style: TextStyle): Promise<string> {
    const { outlines } = await outlineText(text, style, runsOf)
    return `<g fill="${style.colour}" transform="translate(${x} ${y})">${outlines}</g>`
  }

  const widthOf = async (text: string, style: TextStyle): Promise<number> =>
    (await outlineText(text, style, runsOf)).width

  /** Splits a text into at most `lines` lines, no wider than `width`; a text that does not fit ends in an ellipsis. */
  async function fit(
    text: string,
    { width, lines }: { width: number; lines: number },
    style: TextStyle,
  ): Promise<string[]> {
    const fitted: string[] = []
    let rest = partsOf(text)
    while (rest.length > 0 && fitted.length < lines) {
      const last = fitted.length === lines - 1
      const count = await countFitting(rest, width, style)
      const whole = count === rest.length
      fitted.push(last && !whole ? await shorten(rest, width, style) : rest.slice(0, count).join('').trim())
      rest = rest.slice(count)
    }
    return fitted
  }

  async function countFitting(parts: readonly string[], width: number, style: TextStyle): Promise<number> {
    let count = 1
    while (
      count < parts.length &&
      (await widthOf(
        parts
          .slice(0, count + 1)
          .join('')
          .trim(),
        style,
      )) <= width
    )
      count += 1
    return count
  }

  async function shorten(parts: readonly string[], width: number, style: TextStyle): Promise<string> {
    let signs = Array.from(parts.join('').trim())
    while (signs.length > 1 && (await widthOf(signs.join('') + ellipsis, style)) > width) signs = signs.slice(0, -1)
    return signs.join('').trimEnd() + ellipsis
  }

  return { line, fit, widthOf }
}
export type TextOutlines = Awaited<ReturnType<typeof createTextOutlines>>

/** Splits a text where a line may end: after a space, and beside every Chinese character. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  let open = false
  for (const sign of printable(text)) {
    if (open && !han.test(sign)) parts.push((parts.pop() ?? '') + sign)
    else parts.push(sign)
    open = !/[ \n]/.test(sign) && !han.test(sign)
  }
  return parts
}

async function outlineText(text: string, { size, strong = false }: TextStyle, runsOf: RunsOf) {
  let width = 0
  let outlines = ''
  for (const run of runsOf(printable(text), strong)) {
    const set = outlineRun(await fontOf(run.face), run.text, { size, from: width })
    width = set.to
    outlines += set.outlines
  }
  return { width, outlines }
}

/** Returns the glyphs of one font from a position on the line, and the position where they end. */
function outlineRun(font: Font, text: string, { size, from }: { size: number; from: number }) {
  const scale = size / font.unitsPerEm
  const { glyphs, positions } = font.layout(text)
  let to = from
  const paths = glyphs.map((glyph, index) => {
    const { xAdvance = 0, xOffset = 0 } = positions[index] ?? {}
    const left = round(to + xOffset * scale)
    to += xAdvance * scale
    const d = glyph.path.toSVG()
    return d ? `<path transform="translate(${left} 0) scale(${scale} ${-scale})" d="${d}"/>` : ''
  })
  return { outlines: paths.join(''), to }
}

const round = (value: number): number => Math.round(value * 100) / 100
