import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

type Size = { width: number; height: number }

/** Returns an empty picture, small in bytes whatever its size in pixels. */
export async function aPictureOf(size: Size, type: 'png' | 'webp' | 'jpg' | 'heic'): Promise<Buffer> {
  if (type === 'heic') return anHeicOf(size)
  const picture = sharp({ create: { ...size, channels: 3, background: '#fff' } })
  const encoded = { png: () => picture.png(), webp: () => picture.webp({ effort: 0 }), jpg: () => picture.jpeg() }
  return encoded[type]().toBuffer()
}

/**
 * Returns a HEIC file whose header claims this size. The content is much smaller: no available library writes such files.
 */
async function anHeicOf({ width, height }: Size): Promise<Buffer> {
  const picture = sharp({ create: { width: 64, height: 64, channels: 3, background: '#fff' } })
  const bytes = await picture.avif({ effort: 0 }).toBuffer()
  const brand = bytes.indexOf('avif')
  bytes.write('heic', brand)
  const size = bytes.indexOf('ispe') + 'ispe'.length + 4
  bytes.writeUInt32BE(width, size)
  bytes.writeUInt32BE(height, size + 4)
  return bytes
}

/** Returns an empty PNG with `count` compressed texts of `bytes` spaces each, in chunks of this type. */
export async function aPngWithTexts(count: number, bytes: number, type: 'zTXt' | 'iTXt'): Promise<Buffer> {
  const png = await aPictureOf({ width: 40, height: 40 }, 'png')
  const packed = deflateSync(Buffer.alloc(bytes, ' '))
  const head = { zTXt: 'Comment\u0000\u0000', iTXt: 'XML:com.adobe.xmp\u0000\u0001\u0000\u0000\u0000' }[type]
  const text = chunkOf(type, Buffer.concat([Buffer.from(head, 'latin1'), packed]))
  const afterHead = 8 + 25
  const texts = Array.from({ length: count }, () => text)
  return Buffer.concat([png.subarray(0, afterHead), ...texts, png.subarray(afterHead)])
}

/** Returns a PNG whose compressed text begins as zlib's data do and is no such data. */
export async function aPngWithDamagedText(): Promise<Buffer> {
  const png = await aPictureOf({ width: 40, height: 40 }, 'png')
  const text = chunkOf('zTXt', Buffer.concat([Buffer.from('Comment\u0000\u0000', 'latin1'), Buffer.alloc(40, 0x78)]))
  return Buffer.concat([png.subarray(0, 8 + 25), text, png.subarray(8 + 25)])
}

/** Returns a PNG whose header claims a size, with the content of a small one. */
export function aClaimedPng(width: number, height: number): Buffer {
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width)
  size.writeUInt32BE(height, 4)
  const head = chunkOf('IHDR', Buffer.concat([size, Buffer.from([8, 2, 0, 0, 0])]))
  const pixels = chunkOf('IDAT', deflateSync(Buffer.alloc(121)))
  return Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), head, pixels, chunkOf('IEND', Buffer.alloc(0))])
}

/** Returns a picture of 200 × 100 pixels in HEVC, made with libheif's `heif-enc`: as an iPhone stores its photos. */
export const aPhonesHeic = (): Buffer => Buffer.from(phonesHeic, 'base64')
const phonesHeic =
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAVRtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAABeAABAAAAAAAAAEsAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA1GlwcnAAAAC1aXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQApQgEBA3AAAAMAkAAAAwAAAwAeoBkgafeW6kkprmwIAAADAMgAAAMACEBiAAEAB0QBwXKwYkAAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAyAAAAGQAAAAQcGl4aQAAAAADCAgIAAAAF2lwbWEAAAAAAAAAAQABBIECAwQAAABTbWRhdAAAAEcoAa8TRorlM8Cd//Hqor+mdX9xdrVD0Vd3Sbu/HI8G7e5mQAAAAwBXQKMG++VKAAADAAA7gAAAAwAAAwC7AAADAAAIqAC5gA=='

function chunkOf(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  const sum = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, sum])
}
