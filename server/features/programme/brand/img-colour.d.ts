/** What is used of it. Its own types tell of a default export inside the module, which a CommonJS module read by Node has not. */
declare module '@img/colour' {
  type Colour = {
    /** `#RRGGBB`. */
    hex(): string
    /** So much of the other colour, from 0 to 1. */
    mix(other: Colour, part: number): Colour
    /** As WCAG 2 defines it, from 1 to 21. */
    contrast(other: Colour): number
  }
  /** Throws for what is no colour of CSS. */
  function colour(css: string): Colour
  export = colour
}
