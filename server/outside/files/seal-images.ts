import pLimit from 'p-limit'
import sharp from 'sharp'
import { UnreadableImage } from './images.ts'

const maxPixels = 25_000_000
/** Pixels: 42 mm at 360 dots an inch. */
const edge = 600
/** Below this a printed seal is a blur. */
const smallestEdge = 200
/** Of 255: a seal of which less than this share covers anything is a clean sheet. */
const leastCover = 0.01
const oneAtATime = pLimit(1)

export type SealRefusal = 'small' | 'faint'

/**
 * A seal to be laid over text: our own PNG, without metadata, in which white is see-through, so that the lines below can be
 * read. Throws `UnreadableImage` for what is no picture or one too large to open.
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
  if (Math.min(width, height) < smallestEdge) return 'small'
  const { pixels, cover } = withoutWhite(data, width * height)
  if (cover < leastCover) return 'faint'
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer()
}

/** Takes the white out of each pixel: what is left of it, laid over white, is what it was. `cover` is 0 to 1. */
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
