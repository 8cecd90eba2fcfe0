import { escaped } from '../canvas.ts'
import { sheet, type Frame } from './frame.ts'
import { boxOfLabel, labelsOf, large, small, type Label, type SchematicWords } from './labels.ts'
import { shapesOf } from './shapes.ts'

/** `title` names the drawing; `description` describes everything it shows. */
export type Described = SchematicWords & { title: string; description: string }

/**
 * Draws the schematic of a unit as SVG. The same frame and words always give the same text. Its colours are in
 * public/css/street/schematic.css.
 */
export function unitSchematic(frame: Frame, words: Described): string {
  const labels = labelsOf(frame, words)
  const width = Math.ceil(Math.max(sheet.width, ...labels.map(label => boxOfLabel(label).right + 4)))
  const id = `schematic-${frame.unit.code}`
  const named = `role="img" aria-labelledby="${id}-title ${id}-description"`
  const said = `<title id="${id}-title">${escaped(words.title)}</title><desc id="${id}-description">${escaped(words.description)}</desc>`
  return `<svg class="schematic__drawing" viewBox="0 0 ${width} ${frame.height}" ${named}>${said}${shapesOf(frame, width)}<g font-size="${large}" stroke="none" aria-hidden="true">${labels.map(textOf).join('')}</g></svg>`
}

/** Labels of the unit are larger than those of its neighbours. */
function textOf({ text, x, y, anchor, size }: Label): string {
  const letters = size === small ? ` font-size="${small}"` : ''
  const from = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  return `<text${letters} x="${Math.round(x)}" y="${Math.round(y)}"${from}>${escaped(text)}</text>`
}
