import { escapeXml } from '../canvas.ts'
import { sheet, type Frame } from './frame.ts'
import { boxOfLabel, labelsOf, largeFontSize, smallFontSize, type Label, type SchematicTexts } from './labels.ts'
import { shapesOf } from './shapes.ts'

/** `title` names the drawing; `description` describes everything it shows. */
export type DescribedTexts = SchematicTexts & { title: string; description: string }

/**
 * Draws the schematic of a unit as SVG. The same frame and words always give the same text. Its colours are in
 * public/css/street/schematic.css.
 */
export function drawUnitSchematic(frame: Frame, texts: DescribedTexts): string {
  const labels = labelsOf(frame, texts)
  const width = Math.ceil(Math.max(sheet.width, ...labels.map(label => boxOfLabel(label).right + 4)))
  const id = `schematic-${frame.unit.code}`
  const named = `role="img" aria-labelledby="${id}-title ${id}-description"`
  const accessibleTexts = `<title id="${id}-title">${escapeXml(texts.title)}</title><desc id="${id}-description">${escapeXml(texts.description)}</desc>`
  return `<svg class="schematic__drawing" viewBox="0 0 ${width} ${frame.height}" ${named}>${accessibleTexts}${shapesOf(frame, width)}<g font-size="${largeFontSize}" stroke="none" aria-hidden="true">${labels.map(textOf).join('')}</g></svg>`
}

/** Labels of the unit are larger than those of its neighbours. */
function textOf({ text, x, y, anchor, size }: Label): string {
  const letters = size === smallFontSize ? ` font-size="${smallFontSize}"` : ''
  const from = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  return `<text${letters} x="${Math.round(x)}" y="${Math.round(y)}"${from}>${escapeXml(text)}</text>`
}
