import sharp from 'sharp'

type Size = { width: number; height: number }

/** An empty picture, small in bytes whatever its size in pixels. */
export async function aPictureOf(size: Size, type: 'png' | 'webp' | 'jpg' | 'heic'): Promise<Buffer> {
  if (type === 'heic') return anHeicOf(size)
  const picture = sharp({ create: { ...size, channels: 3, background: '#fff' } })
  const encoded = { png: () => picture.png(), webp: () => picture.webp({ effort: 0 }), jpg: () => picture.jpeg() }
  return encoded[type]().toBuffer()
}

/** The picture of a phone, as far as its head says: much smaller in truth, as we have nothing that writes such a file. */
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
