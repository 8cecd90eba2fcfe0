import { Readable } from 'node:stream'
import { constants, createInflate } from 'node:zlib'

/** A picture is measured before anything reads its texts: a kilobyte of them may unpack to a megabyte. */
const mostBytes = 8 * 1024 * 1024
const mostTexts = 500
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Of a chunk beside its data: how long that is and of which type, and a sum. */
const [headBytes, sumBytes] = [8, 4]
/** As numbers, since a file may have a million chunks. */
const typeOf = (name: string): number => Buffer.from(name, 'latin1').readUInt32BE()
const [international, packedText, end] = [typeOf('iTXt'), typeOf('zTXt'), typeOf('IEND')]

/**
 * Whether the packed texts of a PNG, such as its XMP packet, come to more than any camera or program writes. They are unpacked
 * into nothing and counted, to the first byte over the bound. False for every other type: none packs its texts.
 */
export async function hasTooMuchText(bytes: Buffer): Promise<boolean> {
  let [left, texts] = [mostBytes, 0]
  for (const packed of packedTexts(bytes)) {
    texts += 1
    if (texts > mostTexts) return true
    if (packed.length > 0) left -= await unpackedBytes(packed, left)
    if (left < 0) return true
  }
  return false
}

/** Empty where one is not packed. */
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

/** After a keyword, that it is packed, and how; in an international one also after its language and the keyword in that. */
function packedIn(type: number, data: Buffer): Buffer {
  const keyword = data.indexOf(0)
  if (type === packedText) return data.subarray(keyword + 2)
  if (data[keyword + 1] !== 1) return data.subarray(0, 0)
  const language = data.indexOf(0, keyword + 3)
  return data.subarray(data.indexOf(0, language + 1) + 1)
}

/** What comes out before it breaks off counts. */
async function unpackedBytes(packed: Buffer, most: number): Promise<number> {
  let out = 0
  const inflate = Readable.from([packed]).pipe(createInflate({ finishFlush: constants.Z_SYNC_FLUSH }))
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      out += chunk.length
      if (out > most) break
    }
  } catch {
    // Not what it should be: nobody unpacks more of it either.
  }
  return out
}
