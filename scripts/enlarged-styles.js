// Writes copies of the built style sheets for the enlarged display (ADR 131): the same rules, laid out as for a narrower
// window.
import { readFileSync, writeFileSync } from 'node:fs'

/** Scale of the text: a window holds as much as one of two thirds of its width. */
const scale = 1.5

/** Returns the name of the enlarged copy. It has the hash of its original and the scale, the only other input. */
export const enlargedName = file => file.replace(/\.css$/, `-x${scale * 100}.css`)

/** Distance, in its unit, that a rule for narrow windows keeps below a breakpoint. */
const steps = { px: 1, em: 0.01 }
const below = (width, unit) => Number(((width + steps[unit]) * scale - steps[unit]).toFixed(3))

/** Multiplies every window width in the media queries by the scale. */
export const enlarged = css =>
  css.replace(
    /\((min|max)-width:\s*([\d.]+)(px|em)\)/g,
    (_, edge, width, unit) =>
      `(${edge}-width:${edge === 'max' ? below(Number(width), unit) : Number(width) * scale}${unit})`,
  )

/** Writes an enlarged copy beside each style sheet among the outputs of a build. */
export function writeEnlarged({ outputs }) {
  for (const file of Object.keys(outputs).filter(name => name.endsWith('.css'))) {
    writeFileSync(enlargedName(file), enlarged(readFileSync(file, 'utf8')))
  }
}
