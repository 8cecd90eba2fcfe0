import pLimit from 'p-limit'
import { sharp } from './sharp.ts'
import { UnreadableImage } from './images.ts'

const maxPixels = 25_000_000
/** Longest edge in pixels: 42 mm at 360 dots an inch. */
const edge = 600
/** Smaller seals are blurred in print. */
const minEdge = 200
/** Share from 0 to 1: a seal that covers less than this is an empty sheet. */
const minCover = 0.01
const oneAtATime = pLimit(1)

export type SealRefusal = 'small' | 'faint'

/**
 * Returns a seal that can be laid over text: our own PNG, without metadata, in which white is transparent, so that the lines
 * below stay readable. Throws `UnreadableImage` for bytes that are no picture or one too large to open.
 */
export async function encodeSeal(original: Buffer): Promise<Buffer | SealRefusal> {
  return oneAtATime(async () => {
    try {
      return await encode(original)
    } catch (error) {
      throw new UnreadableImage('the seal cannot be read', { cause: error })
    }
  })
}

async function encode(original: Buffer): Promise<Buffer | SealRefusal> {
  const { data, info } = await sharp(original, { limitInputPixels: maxPixels, failOn: 'error' })
    .rotate()
    .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .flatten({ background: '#ffffff' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  if (Math.min(width, height) < minEdge) return 'small'
  const { pixels, cover } = withoutWhite(data, width * height)
  if (cover < minCover) return 'faint'
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer()
}

/** Removes the white from each pixel: the result, laid over white, looks as before. `cover` is from 0 to 1. */
function withoutWhite(rgb: Buffer, count: number): { pixels: Buffer; cover: number } {
  const pixels = Buffer.alloc(count * 4)
  let covered = 0
  for (let index = 0; index < count; index += 1) {
    const [red = 255, green = 255, blue = 255] = rgb.subarray(index * 3, index * 3 + 3)
    const alpha = 255 - Math.min(red, green, blue)
    const own = (channel: number) => (alpha === 0 ? 0 : Math.round(((channel - 255 + alpha) * 255) / alpha))
    pixels.set([own(red), own(green), own(blue), alpha], index * 4)
    covered += alpha
  }
  return { pixels, cover: covered / (255 * count) }
}
