import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'

/** Bounds of an Office file. They stay below ClamAV's defaults (400 MB scanned, 100 MB a file, 10,000 files). */
export const zipBounds = { entries: 2_000, entryBytes: 90 * 1024 * 1024, totalBytes: 180 * 1024 * 1024 }
export type ZipBounds = typeof zipBounds

type Measured = { ok: true; names: string[] } | { ok: false; reason: 'damaged' | 'unpacked' }
type Archive = { bytes: Buffer; zip: ZipFile; entries: Entry[] }

/** Not an archive as we take them: broken, encrypted, spanned, or with files that only some readers see. */
export class DamagedZip extends Error {}
/** More comes out, or more is listed, than is allowed. */
export class TooLarge extends Error {}

/**
 * Unpacks an archive into nothing and counts what comes out, entry by entry as its central directory lists them,
 * which is how Word and Excel read it: entries that overlap are counted each time, and no size in a header is believed.
 * Stops at the first byte over a bound.
 */
export async function measureZip(bytes: Buffer, bounds: ZipBounds = zipBounds): Promise<Measured> {
  try {
    const archive = await opened(bytes, bounds.entries)
    let left = bounds.totalBytes
    for (const entry of archive.entries)
      for await (const chunk of contentOf(archive, entry, Math.min(left, bounds.entryBytes))) left -= chunk.length
    return { ok: true, names: archive.entries.map(nameOf) }
  } catch (error) {
    if (error instanceof DamagedZip) return { ok: false, reason: 'damaged' }
    if (error instanceof TooLarge) return { ok: false, reason: 'unpacked' }
    throw error
  }
}

/**
 * One file of an archive as it comes out, or null when there is none of that name. Throws `TooLarge` at the first byte over
 * `most`, and `DamagedZip`.
 */
export async function unpacked(bytes: Buffer, name: string, most: number): Promise<AsyncIterable<Buffer> | null> {
  const archive = await opened(bytes, zipBounds.entries)
  const entry = archive.entries.find(one => nameOf(one) === name)
  return entry ? contentOf(archive, entry, most) : null
}

/** As Word and Excel take it. A second name in an extra field could hide a file with macros. */
const nameOf = (entry: Entry): string => entry.fileNameRaw.toString('utf8')

async function opened(bytes: Buffer, most: number): Promise<Archive> {
  const zip = await soundly(fromBufferPromise(bytes, { decodeStrings: false, validateEntrySizes: false }))
  const entries = await soundly(entriesOf(zip, most))
  if (entries.length > most) throw new TooLarge()
  const archive = { bytes, zip, entries }
  if (!hasOneReading(archive)) throw new DamagedZip('two readings')
  return archive
}

async function entriesOf(zip: ZipFile, most: number): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) if (entries.push(entry) > most) break
  return entries
}

const endBytes = 22
const entryBytes = 46

/**
 * Whether everybody finds the same files in it. The library counts entries and ignores the length of the directory, by which
 * others read; and it goes by 64-bit fields where there are some, which a virus scanner may not know. What 64-bit fields say
 * once more is no harm: Apache POI writes them into every workbook.
 * Layout: PKWARE APPNOTE 6.3.10, sections 4.3.12 and 4.3.16.
 */
function hasOneReading({ bytes, zip, entries }: Archive): boolean {
  const end = bytes.length - endBytes - zip.comment.length
  let at = bytes.readUInt32LE(end + 16)
  const directoryEnd = at + bytes.readUInt32LE(end + 12)
  for (const entry of entries) {
    if (at + entryBytes > end || !standsAt(bytes, at, entry)) return false
    at += entryBytes + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
  }
  return at === directoryEnd && directoryEnd <= end && entries.length === bytes.readUInt16LE(end + 10)
}

const standsAt = (bytes: Buffer, at: number, entry: Entry): boolean =>
  bytes.readUInt32LE(at + 20) === entry.compressedSize &&
  bytes.readUInt32LE(at + 42) === entry.relativeOffsetOfLocalHeader &&
  entry.fileNameRaw.equals(bytes.subarray(at + entryBytes, at + entryBytes + entry.fileNameLength))

async function* contentOf({ bytes, zip }: Archive, entry: Entry, most: number): AsyncGenerator<Buffer> {
  if (!entry.canDecodeFileData()) throw new DamagedZip('encrypted, or packed in a way that we do not know')
  const { fileDataStart } = await soundly(zip.readLocalFileHeaderPromise(entry, { minimal: true }))
  const packed = Readable.from([bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize)])
  let count = 0
  try {
    // Not by the library's stream, which hands out pieces of a quarter the size and takes up to five times as long.
    const out = entry.compressionMethod === 0 ? packed : packed.pipe(createInflateRaw({ chunkSize: 65_536 }))
    for await (const chunk of out as AsyncIterable<Buffer>) {
      count += chunk.length
      if (count > most) throw new TooLarge()
      yield chunk
    }
  } catch (error) {
    throw error instanceof TooLarge ? error : new DamagedZip('what is packed', { cause: error })
  }
}

/** Whatever the library throws is about the file: it reads from memory. */
async function soundly<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    throw new DamagedZip('not an archive', { cause: error })
  }
}
