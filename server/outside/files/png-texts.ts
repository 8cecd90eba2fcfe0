import { Readable } from 'node:stream'
import { constants, createInflate } from 'node:zlib'

/**
 * Limit on the unpacked texts, in bytes. Checked before anything reads them: a kilobyte of them may unpack to a megabyte.
 */
const maxBytes = 8 * 1024 * 1024
const maxTexts = 500
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Bytes of a chunk besides its data: its length and type, and a checksum. */
const headBytes = 8
const sumBytes = 4
/** Types as numbers, because a file may have a million chunks. */
const typeOf = (name: string): number => Buffer.from(name, 'latin1').readUInt32BE()
const international = typeOf('iTXt')
const packedText = typeOf('zTXt')
const end = typeOf('IEND')

/**
 * Checks whether the compressed texts of a PNG, such as its XMP packet, are larger than any camera or program writes. They
 * are unpacked without being stored and counted up to the first byte over the limit. False for every other type: none
 * compresses its texts.
 */
export async function hasTooMuchText(bytes: Buffer): Promise<boolean> {
  let left = maxBytes
  let texts = 0
  for (const packed of packedTexts(bytes)) {
    texts += 1
    if (texts > maxTexts) return true
    if (packed.length > 0) left -= await unpackedBytes(packed, left)
    if (left < 0) return true
  }
  return false
}

/** Yields the compressed texts; an empty buffer for one that is not compressed. */
function* packedTexts(png: Buffer): Generator<Buffer> {
  if (!png.subarray(0, signature.length).equals(signature)) return
  let at = signature.length
  while (at + headBytes <= png.length) {
    const from = at + headBytes
    const to = from + png.readUInt32BE(at)
    const type = png.readUInt32BE(at + 4)
    if (type === end) return
    if (type === packedText || type === international) yield packedIn(type, png.subarray(from, to))
    at = to + sumBytes
  }
}

/**
 * Returns the compressed data. It follows the keyword and the compression flags; in an international text also its language
 * and the translated keyword.
 */
function packedIn(type: number, data: Buffer): Buffer {
  const keyword = data.indexOf(0)
  if (type === packedText) return data.subarray(keyword + 2)
  if (data[keyword + 1] !== 1) return data.subarray(0, 0)
  const language = data.indexOf(0, keyword + 3)
  return data.subarray(data.indexOf(0, language + 1) + 1)
}

/** Counts the unpacked bytes. Data that cannot be unpacked count as too many: nobody knows what another reader makes of them. */
async function unpackedBytes(packed: Buffer, most: number): Promise<number> {
  let out = 0
  const inflate = Readable.from([packed]).pipe(createInflate({ finishFlush: constants.Z_SYNC_FLUSH }))
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      out += chunk.length
      if (out > most) break
    }
  } catch {
    return Infinity
  }
  return out
}
