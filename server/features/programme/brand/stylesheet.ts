import { createHash } from 'node:crypto'
import { shadesOf, type Shades } from './colours.ts'

const darkMedia = '@media screen and (prefers-color-scheme: dark)'

/** Returns the rules that apply a colour to the site's buttons and links. Colours of statuses stay. */
export function accentStyle(colour: string): string {
  const { light, dark: night } = shadesOf(colour)
  return `:root{${primaryVariables(light)}}.brand__mark rect{fill:${colour}}${darkMedia}{:root{${primaryVariables(night)}}}\n`
}

/** Returns the rules for the two boards of a preview, one in each scheme, whichever scheme the reader uses. */
export function sampleStyle(colour: string): string {
  const { light, dark: night } = shadesOf(colour)
  return `.accent-board--light *{${primaryVariables(light)}}.accent-board--dark *{${primaryVariables(night)}}\n`
}

/** Returns the address of a colour's stylesheet. When the rules change, the address changes. */
export const accentAddress = (colour: string): string =>
  `/brand/accent-${colour.slice(1)}-${digestOf(accentStyle(colour))}.css`

export const sampleAddress = (colour: string): string =>
  `/brand/sample-${colour.slice(1)}-${digestOf(sampleStyle(colour))}.css`

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

const primaryVariables = ({ colour, strong, pale, on }: Shades): string =>
  `--primary:${colour};--primary-dark:${strong};--primary-pale:${pale};--on-primary:${on}`
