import { createHash } from 'node:crypto'
import { shadesOf, type Shades } from './colours.ts'

const dark = '@media screen and (prefers-color-scheme: dark)'

/** What makes a colour that of the site's buttons and links; colours of a status are left alone. */
export function accentStyle(colour: string): string {
  const { light, dark: night } = shadesOf(colour)
  return `:root{${primary(light)}}.brand__mark rect{fill:${colour}}${dark}{:root{${primary(night)}}}\n`
}

/** The same for two boards of a preview, one in each scheme, whichever the reader's own is. */
export function sampleStyle(colour: string): string {
  const { light, dark: night } = shadesOf(colour)
  return `.accent-board--light *{${primary(light)}}.accent-board--dark *{${primary(night)}}\n`
}

/** Where the stylesheet of a colour is; another rule for its shades is another address. */
export const accentAddress = (colour: string): string =>
  `/brand/accent-${colour.slice(1)}-${digestOf(accentStyle(colour))}.css`

export const sampleAddress = (colour: string): string =>
  `/brand/sample-${colour.slice(1)}-${digestOf(sampleStyle(colour))}.css`

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

const primary = ({ colour, strong, pale, on }: Shades): string =>
  `--primary:${colour};--primary-dark:${strong};--primary-pale:${pale};--on-primary:${on}`
