import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { encodePhoto, encodePreview, UnreadableImage } from '#outside/files/images.ts'

const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  })

describe('encoding a photo', () => {
  it('makes three uncropped sizes in two formats', async () => {
    const encoded = await encodePhoto(await noise(2400, 2000).jpeg().toBuffer())
    expect(encoded.map(({ size, format, width, height }) => `${size} ${format} ${width}×${height}`)).toEqual([
      'small avif 480×400',
      'small webp 480×400',
      'medium avif 960×800',
      'medium webp 960×800',
      'large avif 1920×1600',
      'large webp 1920×1600',
    ])
    for (const { bytes, width, height, format } of encoded) {
      const read = await sharp(bytes).metadata()
      expect([read.width, read.height]).toEqual([width, height])
      expect(read.format).toBe(format === 'avif' ? 'heif' : 'webp')
    }
  })

  it('leaves no pixels in memory', async () => {
    await encodePhoto(await noise(2400, 2000).jpeg().toBuffer())
    expect(sharp.cache().memory.current).toBe(0)
  })

  it('never enlarges', async () => {
    const encoded = await encodePhoto(await noise(300, 600).png().toBuffer())
    expect(new Set(encoded.map(({ width, height }) => `${width}×${height}`))).toEqual(new Set(['300×600']))
  })

  it('allows a portrait photo a height of one and a half times the largest width', async () => {
    const encoded = await encodePhoto(await noise(1000, 2000).png().toBuffer())
    expect(encoded[0]).toMatchObject({ width: 360, height: 720 })
  })

  it('turns the photo upright and removes its location and other metadata', async () => {
    const original = await noise(600, 300)
      .jpeg()
      .withExif({ IFD0: { Copyright: 'secret' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '44/1 23/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    expect((await sharp(original).metadata()).exif).toBeDefined()
    const encoded = await encodePhoto(original)
    expect(encoded[0]).toMatchObject({ width: 300, height: 600 })
    for (const { bytes } of encoded) {
      const read = await sharp(bytes).metadata()
      expect([read.exif, read.xmp, read.iptc, read.orientation]).toEqual([undefined, undefined, undefined, undefined])
    }
  })

  it.each([
    ['text', Buffer.from('not a picture')],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s', async (_what, bytes) => {
    await expect(encodePhoto(bytes)).rejects.toThrow(UnreadableImage)
    await expect(encodePreview(bytes)).rejects.toThrow(UnreadableImage)
  })

  it('refuses a small file with too many pixels', async () => {
    const bomb = await sharp({ create: { width: 8_000, height: 7_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    expect(bomb.length).toBeLessThan(400_000)
    await expect(encodePhoto(bomb)).rejects.toThrow(UnreadableImage)
  })

  it('converts a picture of a document to WebP', async () => {
    const preview = await sharp(await encodePreview(await noise(2000, 1000).jpeg().toBuffer())).metadata()
    expect(preview).toMatchObject({ format: 'webp', width: 1600, height: 800 })
  })
})
