// Twins of the built style sheets for the enlarged display (ADR 131): the same rules, laid out as for a narrower window.
import { readFileSync, writeFileSync } from 'node:fs'

/** How much larger the letters are: a window holds as much as one of two thirds of its width. */
const scale = 1.5

/** The name of the twin. It has the hash of its original, and the scale, of which alone it depends besides. */
export const enlargedName = file => file.replace(/\.css$/, `-x${scale * 100}.css`)

/** Every width of the window that the rules ask for, times the scale. */
export const enlarged = css =>
  css.replace(
    /\((min|max)-width:\s*([\d.]+)px\)/g,
    (_, edge, width) => `(${edge}-width:${edge === 'max' ? (Number(width) + 1) * scale - 1 : Number(width) * scale}px)`,
  )

/** Writes a twin beside each style sheet among the outputs of a build. */
export function writeEnlarged({ outputs }) {
  for (const file of Object.keys(outputs).filter(name => name.endsWith('.css'))) {
    writeFileSync(enlargedName(file), enlarged(readFileSync(file, 'utf8')))
  }
}
