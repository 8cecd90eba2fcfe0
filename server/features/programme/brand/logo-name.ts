import type { SiteSettings } from '#shared/site-settings.ts'

const pattern = /^([0-9a-f]{64})-(\d{1,3})x(\d{1,3})$/
/** Ratio of width to height above which a logo has no room beside the name, and its icon would be a line. */
const maxAspectRatio = 1.5

type Logo = {
  /** SHA-256 of its pictures in hexadecimal. */ hash: string
  /** CSS pixels. */ width: number
  height: number
}

/** Returns the name of a logo, as used in the settings and in its addresses. */
export const toLogoName = ({ hash, width, height }: Logo): string => `${hash}-${width}x${height}`
export const isLogoName = (name: string): boolean => pattern.test(name)

/** Returns the addresses of a logo's pictures; null when the name is empty and the site shows its own mark. */
export function logoOf(name: string): SiteSettings['logo'] {
  const [, , width = '', height = ''] = pattern.exec(name) ?? []
  if (width === '') return null
  const at = (size: string) => `/brand/${name}/${size}.png`
  const wide = Number(width) / Number(height) > maxAspectRatio
  return { src: at('1x'), twice: at('2x'), icon: wide ? '' : at('icon'), wide, width, height }
}
