import pLimit from 'p-limit'
import { sharp, type OutputInfo, type Sharp } from './sharp.ts'
import { cardSizes, photoFormats, photoSizes } from '#models/premises/parts/premises-vocabulary.ts'

export type PhotoSize = (typeof photoSizes)[number]
export type PhotoFormat = (typeof photoFormats)[number]
export type Encoded = { size: PhotoSize; format: PhotoFormat; width: number; height: number; bytes: Buffer }

/** A picture with more pixels is not opened: its size in bytes does not bound its memory. */
export const maxPixels = 50_000_000
/** Longest widths in pixels: a card, a page, a large screen. */
const widths: Record<PhotoSize, number> = { small: 480, medium: 960, large: 1920 }
/** Longest edge of the uncompressed picture that is processed: 25 MB at most. */
const workingEdge = 2_880
const previewWidth = 1_600
/** Width in pixels: as wide as the textures of common phones, and no more bytes to process than for a photo. */
const panoramaWidth = 4_096
// One picture at a time: libvips uses the other core, and pages must stay quick meanwhile.
const oneAtATime = pLimit(1)

/**
 * Returns why a picture is not opened, judged by its header without decoding: it states more pixels than `maxPixels`, or its
 * header cannot be read. Returns null for a picture that we open.
 */
export async function pictureRefusalReason(bytes: Buffer): Promise<'pixels' | 'damaged' | null> {
  try {
    // Without sharp's own limit, above which it reads no header and a huge picture would pass for a damaged one.
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    return width * height > maxPixels ? 'pixels' : null
  } catch {
    return 'damaged'
  }
}

/** Thrown for bytes that are not a picture, or one too large to open. */
export class UnreadableImage extends Error {}

/**
 * Returns six renditions of a photo: three sizes in AVIF and WebP, turned upright, whole (the page crops it), in sRGB. The
 * original's metadata is removed: where and with what it was taken is not for the public. Never enlarged.
 */
export async function encodePhoto(original: Buffer): Promise<Encoded[]> {
  return oneAtATime(async () => {
    const { data, info } = await refuseUnreadable(() =>
      sharp(original, { limitInputPixels: maxPixels, failOn: 'error' })
        .rotate()
        .resize({ width: workingEdge, height: workingEdge, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .raw()
        .toBuffer({ resolveWithObject: true }),
    )
    return encodeSizes(data, info, photoSizes)
  })
}

/**
 * Returns width and height of a picture in pixels, turned upright, and its XMP packet (ISO 16684-1) or null, without
 * decoding. Throws `UnreadableImage` for bytes that are no picture.
 */
export async function pictureHead(original: Buffer): Promise<Box & { xmp: string | null }> {
  const { autoOrient, xmp } = await refuseUnreadable(() => sharp(original).metadata())
  return { ...autoOrient, xmp: xmp ? xmp.toString('utf8') : null }
}

/**
 * Returns the whole sphere of a picture that is twice as wide as high, as WebP of up to 4096 × 2048 pixels, exactly two to
 * one, in sRGB and without metadata. Never enlarged.
 */
export async function encodePanorama(original: Buffer): Promise<Box & { bytes: Buffer }> {
  return oneAtATime(async () => {
    const { width } = await pictureHead(original)
    const across = Math.min(panoramaWidth, width - (width % 2))
    const size = { width: across, height: across / 2 }
    const whole = sharp(original, { limitInputPixels: maxPixels, failOn: 'error' })
      .rotate()
      .resize({ ...size, fit: 'fill' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
    return { ...size, bytes: await refuseUnreadable(() => compress(whole, 'webp')) }
  })
}

/**
 * Returns the part of one of our own pictures that lists show, in two sizes and both formats. `cropOf` returns that part in
 * pixels. Never enlarged.
 */
export async function encodeCard(picture: Buffer, cropOf: (picture: Box) => Region): Promise<Encoded[]> {
  return oneAtATime(async () => {
    const { width, height } = await sharp(picture).metadata()
    const part = cropOf({ width, height })
    const { data, info } = await sharp(picture).extract(part).raw().toBuffer({ resolveWithObject: true })
    return encodeSizes(data, info, cardSizes)
  })
}

async function encodeSizes(data: Buffer, info: OutputInfo, sizes: readonly PhotoSize[]): Promise<Encoded[]> {
  const raw = { width: info.width, height: info.height, channels: info.channels }
  const encoded: Encoded[] = []
  for (const size of sizes) {
    const target = fitWidth(raw, widths[size])
    for (const format of photoFormats) {
      const bytes = await compress(sharp(data, { raw }).resize({ ...target, fit: 'cover' }), format)
      encoded.push({ size, format, ...target, bytes })
    }
  }
  return encoded
}

/** Returns a preview of a document's picture: our own re-encoded WebP, so the original's bytes never reach a viewer. */
export async function encodePreview(original: Buffer): Promise<Buffer> {
  return oneAtATime(() =>
    refuseUnreadable(() =>
      sharp(original, { limitInputPixels: maxPixels })
        .rotate()
        .resize({ width: previewWidth, height: previewWidth * 2, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 82 })
        .toBuffer(),
    ),
  )
}

const compress = (image: Sharp, format: PhotoFormat): Promise<Buffer> =>
  format === 'avif' ? image.avif({ quality: 52, effort: 2 }).toBuffer() : image.webp({ quality: 78 }).toBuffer()

type Box = { width: number; height: number }
type Region = Box & { left: number; top: number }

/** Fits a picture into a width. An upright picture may be one and a half times as high as that width. */
function fitWidth({ width, height }: Box, most: number): Box {
  const scale = Math.min(1, most / width, (most * 1.5) / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

async function refuseUnreadable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new UnreadableImage('the picture cannot be read', { cause: error })
  }
}
