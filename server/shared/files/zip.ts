import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'

/** Limits of an Office file. They are below ClamAV's defaults (400 MB scanned, 100 MB a file, 10,000 files). */
export const zipBounds = { entries: 2_000, entryBytes: 90 * 1024 * 1024, totalBytes: 180 * 1024 * 1024 }
export type ZipBounds = typeof zipBounds

type ZipMeasurement = { ok: true; names: string[] } | { ok: false; reason: 'damaged' | 'unpacked' }
type Archive = { bytes: Buffer; zip: ZipFile; entries: Entry[] }

/** Thrown for an archive that we refuse: broken, encrypted, spanned, or with files that only some readers see. */
export class DamagedZip extends Error {}
/** Thrown when an archive unpacks to, or lists, more than is allowed. */
export class TooLarge extends Error {}

/**
 * Unpacks an archive without storing it and counts the bytes, entry by entry of its central directory, which is how Word and
 * Excel read it. Overlapping entries are counted each time, and no size in a header is trusted. Stops at the first byte over
 * a limit.
 */
export async function measureZip(bytes: Buffer, bounds: ZipBounds = zipBounds): Promise<ZipMeasurement> {
  try {
    const archive = await openArchive(bytes, bounds.entries)
    let remaining = bounds.totalBytes
    for (const entry of archive.entries)
      for await (const chunk of contentOf(archive, entry, Math.min(remaining, bounds.entryBytes)))
        remaining -= chunk.length
    return { ok: true, names: archive.entries.map(nameOf) }
  } catch (error) {
    if (error instanceof DamagedZip) return { ok: false, reason: 'damaged' }
    if (error instanceof TooLarge) return { ok: false, reason: 'unpacked' }
    throw error
  }
}

/**
 * Returns the unpacked content of one file of an archive, or null when none has that name. Throws `DamagedZip`, and
 * `TooLarge` at the first byte over `most`.
 */
export async function unpackEntry(bytes: Buffer, name: string, most: number): Promise<AsyncIterable<Buffer> | null> {
  const archive = await openArchive(bytes, zipBounds.entries)
  const entry = archive.entries.find(one => nameOf(one) === name)
  return entry ? contentOf(archive, entry, most) : null
}

/** Returns the name that Word and Excel use. A second name in an extra field could hide a file with macros. */
const nameOf = (entry: Entry): string => entry.fileNameRaw.toString('utf8')

async function openArchive(bytes: Buffer, most: number): Promise<Archive> {
  const zip = await rethrowAsDamaged(fromBufferPromise(bytes, { decodeStrings: false, validateEntrySizes: false }))
  const entries = await rethrowAsDamaged(entriesOf(zip, most))
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
 * Checks that every reader finds the same files in an archive. The library counts entries and ignores the length of the
 * directory, by which others read. It also uses 64-bit fields where there are some, which a virus scanner may not know.
 * 64-bit fields that repeat the same values are harmless: Apache POI writes them into every workbook.
 * Layout: PKWARE APPNOTE 6.3.10, sections 4.3.12 and 4.3.16.
 */
function hasOneReading({ bytes, zip, entries }: Archive): boolean {
  const end = bytes.length - endBytes - zip.comment.length
  let at = bytes.readUInt32LE(end + 16)
  const directoryEnd = at + bytes.readUInt32LE(end + 12)
  for (const entry of entries) {
    if (at + entryBytes > end || !hasDirectoryEntryAt(bytes, at, entry)) return false
    at += entryBytes + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
  }
  return at === directoryEnd && directoryEnd <= end && entries.length === bytes.readUInt16LE(end + 10)
}

const hasDirectoryEntryAt = (bytes: Buffer, at: number, entry: Entry): boolean =>
  bytes.readUInt32LE(at + 20) === entry.compressedSize &&
  bytes.readUInt32LE(at + 42) === entry.relativeOffsetOfLocalHeader &&
  entry.fileNameRaw.equals(bytes.subarray(at + entryBytes, at + entryBytes + entry.fileNameLength))

async function* contentOf({ bytes, zip }: Archive, entry: Entry, most: number): AsyncGenerator<Buffer> {
  if (!entry.canDecodeFileData()) throw new DamagedZip('encrypted, or packed in a way that we do not know')
  const { fileDataStart } = await rethrowAsDamaged(zip.readLocalFileHeaderPromise(entry, { minimal: true }))
  const packed = Readable.from([bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize)])
  let count = 0
  try {
    // Not the library's stream, whose chunks are a quarter of the size and which takes up to five times as long.
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

/** Converts any error of the library to `DamagedZip`: it reads from memory, so every error is about the file. */
async function rethrowAsDamaged<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    throw new DamagedZip('not an archive', { cause: error })
  }
}
