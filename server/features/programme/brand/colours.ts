import colourFrom from '@img/colour'

/** WCAG 2.2, 1.4.3: what letters of ordinary size need against what they stand on. */
export const neededContrast = 4.5
const white = '#ffffff'
const black = '#000000'

/** What links, and words in the colour, stand on; as `public/css/site/tokens.css` has it. */
export const grounds = {
  light: { white, paper: '#fbfaf7', panels: ['#eef2f4', '#fff5dc', '#f9e9e5', '#e6eef8'] },
  dark: { paper: '#14191f', snow: '#1b222a', panels: ['#232c35', '#33290f', '#3a211c', '#1b2a3d'] },
} as const

/** `white` also stands for the words on a button of the colour. */
export const groundNames = ['white', 'paper', 'panels'] as const
export type GroundName = (typeof groundNames)[number]

/** `#0f5f57` from what people write: with or without the sign, three digits or six, in any width. Null: no such colour. */
export function colourOf(typed: string): string | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(typed.normalize('NFKC').trim())?.[1]
  return digits ? hexOf(colourFrom(`#${digits}`)) : null
}

/** How well a colour is told from each ground, from 1 (not at all) to 21; rounded down to hundredths. */
export function contrastsOf(colour: string): Record<GroundName, number> {
  const { white: sheet, paper, panels } = grounds.light
  return { white: contrast(colour, [sheet]), paper: contrast(colour, [paper]), panels: contrast(colour, panels) }
}

/** Legible wherever the site uses it; what is no colour is not. */
export const isLegible = (colour: string): boolean =>
  colourOf(colour) !== null && Object.values(contrastsOf(colour)).every(reached => reached >= neededContrast)

/** A colour with what is derived from it: `strong` under the pointer, `pale` behind words in the colour, `on` for words on it. */
export type Shades = { colour: string; strong: string; pale: string; on: string }

/**
 * The shades of a legible colour for both schemes. The dark one lightens it as far as its grounds need; a pale ground is as
 * strong as the words on it bear. A colour that is not legible gets shades as well, to be shown why.
 */
export function shadesOf(chosen: string): { light: Shades; dark: Shades } {
  const { dark } = grounds
  const all = [dark.paper, dark.snow, ...dark.panels]
  const bright = firstOf(
    steps(0, 1),
    part => towards(chosen, white, part),
    one => contrast(one, all) >= neededContrast,
  )
  return {
    light: { colour: chosen, strong: towards(chosen, black, 0.25), pale: paleOf(chosen, white, 0.14), on: white },
    dark: { colour: bright, strong: towards(bright, white, 0.3), pale: paleOf(bright, dark.snow, 0.2), on: dark.paper },
  }
}

const paleOf = (colour: string, ground: string, most: number): string =>
  firstOf(
    steps(0, most).reverse(),
    part => towards(ground, colour, part),
    one => contrast(colour, [one]) >= neededContrast,
  )

const contrast = (colour: string, on: readonly string[]): number =>
  Math.min(...on.map(ground => downTo(colourFrom(colour).contrast(colourFrom(ground)))))
const towards = (from: string, to: string, part: number): string => hexOf(colourFrom(from).mix(colourFrom(to), part))

const hexOf = (colour: { hex(): string }): string => colour.hex().toLowerCase()
/** Hundredths, never more than there is: what says 4.5 is 4.5. */
const downTo = (ratio: number): number => Math.floor(ratio * 100) / 100

/** Twenty-one of them, both ends included. */
const steps = (from: number, to: number): number[] =>
  Array.from({ length: 21 }, (_, index) => from + ((to - from) * index) / 20)

/** The first that will do, else the last. */
function firstOf(parts: readonly number[], make: (part: number) => string, willDo: (made: string) => boolean): string {
  const made = parts.map(make)
  return made.find(willDo) ?? made.at(-1) ?? white
}
