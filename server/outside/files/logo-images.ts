import pLimit from 'p-limit'
import { sharp, type Sharp } from './sharp.ts'
import { UnreadableImage } from './images.ts'

/** Room for a logo in the header, in CSS pixels. */
const box = { width: 180, height: 40 }
const iconEdge = 64
/** A logo needs no more, and a few bytes can claim to be many pixels. */
const maxPixels = 25_000_000
/** Longest edge of the uncompressed picture that is processed: 4 MB at most. */
const workingEdge = 1_024
/** Smallest length of either edge, in pixels. */
const minEdge = 24
/** Brightness from 0 to 255: a logo with nothing darker than this is invisible on white. */
const faintest = 200
const oneAtATime = pLimit(1)

export const logoSizes = ['1x', '2x', 'icon'] as const
export type LogoSize = (typeof logoSizes)[number]
/** `width` and `height` are CSS pixels, those of `1x`. */
export type EncodedLogo = { width: number; height: number; files: Record<LogoSize, Buffer> }
export type LogoRefusal = 'small' | 'faint'

/**
 * Returns a logo for screens with one and two pixels per CSS pixel, and an icon, as PNG that keeps transparency: our own
 * encoding, without metadata, never enlarged. Throws `UnreadableImage` for bytes that are no picture or one too large to
 * open.
 */
export async function encodeLogo(original: Buffer): Promise<EncodedLogo | LogoRefusal> {
  return oneAtATime(async () => {
    try {
      return await encode(original)
    } catch (error) {
      throw new UnreadableImage('the logo cannot be read', { cause: error })
    }
  })
}

async function encode(original: Buffer): Promise<EncodedLogo | LogoRefusal> {
  const twice = { width: box.width * 2, height: box.height * 2 }
  const upright = await sharp(original, { limitInputPixels: maxPixels, failOn: 'error' })
    .rotate()
    .resize({ width: workingEdge, height: workingEdge, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = upright.info
  if (Math.min(width, height) < minEdge) return 'small'
  const picture = () => sharp(upright.data, { raw: { width, height, channels } })
  if (await isFaint(picture())) return 'faint'

  const scale = Math.min(1, box.width / width, box.height / height)
  const shown = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  const fitInside = (room: { width: number; height: number }) =>
    picture().resize({ ...room, fit: 'inside', withoutEnlargement: true })
  const see = { r: 0, g: 0, b: 0, alpha: 0 }
  const icon = picture().resize({ width: iconEdge, height: iconEdge, fit: 'contain', background: see })
  return {
    ...shown,
    files: {
      '1x': await fitInside(shown).png().toBuffer(),
      '2x': await fitInside(twice).png().toBuffer(),
      icon: await icon.png().toBuffer(),
    },
  }
}

async function isFaint(picture: Sharp): Promise<boolean> {
  // Encoded separately: sharp computes its statistics from the input, not from the result of the pipeline.
  const onWhite = await picture
    .resize({ width: box.width, height: box.width, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .greyscale()
    .png()
    .toBuffer()
  const { channels } = await sharp(onWhite).stats()
  return (channels[0]?.min ?? 255) > faintest
}
