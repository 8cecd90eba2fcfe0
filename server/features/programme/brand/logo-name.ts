import type { SiteSettings } from '#shared/site-settings.ts'

const pattern = /^([0-9a-f]{64})-(\d{1,3})x(\d{1,3})$/
/** Wider than this there is no room beside the name, and an icon of it would be a line. */
const mostOblong = 1.5

type Logo = {
  /** SHA-256 of its pictures, hexadecimal. */ hash: string
  /** CSS pixels. */ width: number
  height: number
}

/** A logo as the settings keep it, and as its addresses have it. */
export const logoName = ({ hash, width, height }: Logo): string => `${hash}-${width}x${height}`
export const isLogoName = (name: string): boolean => pattern.test(name)

/** Where pages find the pictures of a logo; null where the house has none but its own mark. */
export function logoOf(name: string): SiteSettings['logo'] {
  const [, , width = '', height = ''] = pattern.exec(name) ?? []
  if (width === '') return null
  const at = (size: string) => `/brand/${name}/${size}.png`
  const wide = Number(width) / Number(height) > mostOblong
  return { src: at('1x'), twice: at('2x'), icon: wide ? '' : at('icon'), wide, width, height }
}
