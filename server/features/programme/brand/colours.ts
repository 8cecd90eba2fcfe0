import colourFrom from '@img/colour'

/** Contrast that text of normal size needs against its background (WCAG 2.2, 1.4.3). */
export const minContrast = 4.5
const white = '#ffffff'
const black = '#000000'

/** Backgrounds of links and of text in the colour, as in `public/css/site/tokens.css`. */
export const backgrounds = {
  light: { white, paper: '#fbfaf7', panels: ['#eef2f4', '#fff5dc', '#f9e9e5', '#e6eef8'] },
  dark: { paper: '#14191f', snow: '#1b222a', panels: ['#232c35', '#33290f', '#3a211c', '#1b2a3d'] },
} as const

/** Names of the backgrounds. `white` also stands for the text on a button in the colour. */
export const backgroundNames = ['white', 'paper', 'panels'] as const
export type BackgroundName = (typeof backgroundNames)[number]

/**
 * Reads a colour as people write it and returns `#0f5f57`: with or without `#`, three or six digits, in any width of
 * characters. Returns null when it is no colour.
 */
export function parseColour(input: string): string | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(input.normalize('NFKC').trim())?.[1]
  return digits ? hexOf(colourFrom(`#${digits}`)) : null
}

/** Returns the contrast of a colour with each background, from 1 (none) to 21, rounded down to hundredths. */
export function contrastsOf(colour: string): Record<BackgroundName, number> {
  const { white: sheet, paper, panels } = backgrounds.light
  return { white: contrast(colour, [sheet]), paper: contrast(colour, [paper]), panels: contrast(colour, panels) }
}

/** Checks whether a colour is legible wherever the site uses it. Returns false when it is no colour. */
export const isLegible = (colour: string): boolean =>
  parseColour(colour) !== null && Object.values(contrastsOf(colour)).every(reached => reached >= minContrast)

/** A colour with its derived shades: `strong` on hover, `pale` behind text in the colour, `on` for text on it. */
export type Shades = { colour: string; strong: string; pale: string; on: string }

/**
 * Returns the shades of a legible colour for the light and the dark scheme. In the dark scheme the colour is lightened as
 * far as its backgrounds need. A pale background is as strong as the text on it allows. A colour that is not legible also
 * gets shades, to show why.
 */
export function shadesOf(chosen: string): { light: Shades; dark: Shades } {
  const { dark } = backgrounds
  const all = [dark.paper, dark.snow, ...dark.panels]
  const bright = firstColour(
    evenSteps(1),
    part => mixTowards(chosen, white, part),
    one => contrast(one, all) >= minContrast,
  )
  return {
    light: { colour: chosen, strong: mixTowards(chosen, black, 0.25), pale: paleOf(chosen, white, 0.14), on: white },
    dark: {
      colour: bright,
      strong: mixTowards(bright, white, 0.3),
      pale: paleOf(bright, dark.snow, 0.2),
      on: dark.paper,
    },
  }
}

const paleOf = (colour: string, ground: string, most: number): string =>
  firstColour(
    evenSteps(most).reverse(),
    part => mixTowards(ground, colour, part),
    one => contrast(colour, [one]) >= minContrast,
  )

const contrast = (colour: string, on: readonly string[]): number =>
  Math.min(...on.map(ground => floorToHundredths(colourFrom(colour).contrast(colourFrom(ground)))))
const mixTowards = (from: string, to: string, part: number): string => hexOf(colourFrom(from).mix(colourFrom(to), part))

const hexOf = (colour: { hex(): string }): string => colour.hex().toLowerCase()
/** Rounds down to hundredths, so that a displayed 4.5 is at least 4.5. */
const floorToHundredths = (ratio: number): number => Math.floor(ratio * 100) / 100

/** Returns 21 evenly spaced values from 0, both ends included. */
const evenSteps = (to: number): number[] => Array.from({ length: 21 }, (_, index) => (to * index) / 20)

/** Returns the first colour that meets the condition, else the last one. */
function firstColour(
  parts: readonly number[],
  make: (part: number) => string,
  willDo: (colour: string) => boolean,
): string {
  const colours = parts.map(make)
  return colours.find(willDo) ?? colours.at(-1) ?? white
}
