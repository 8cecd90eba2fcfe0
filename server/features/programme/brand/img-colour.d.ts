/**
 * Declares the parts that we use. The types of the package describe a default export, which a CommonJS module loaded by Node
 * does not have.
 */
declare module '@img/colour' {
  type Colour = {
    /** Returns `#RRGGBB`. */
    hex(): string
    /** Mixes in this part of the other colour, from 0 to 1. */
    mix(other: Colour, part: number): Colour
    /** Returns the contrast as WCAG 2 defines it, from 1 to 21. */
    contrast(other: Colour): number
  }
  /** Throws when the text is no CSS colour. */
  function colour(css: string): Colour
  export = colour
}
