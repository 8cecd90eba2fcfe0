import { createInflateRaw } from 'node:zlib'
import { Readable } from 'node:stream'

/** Bounds of an Office file. They stay below ClamAV's defaults (400 MB scanned, 100 MB a file, 10,000 files). */
export const zipBounds = { entries: 2_000, entryBytes: 90 * 1024 * 1024, totalBytes: 180 * 1024 * 1024 }
export type ZipBounds = typeof zipBounds

type Measured = { ok: true; names: string[] } | { ok: false; reason: 'damaged' | 'unpacked' }
type Entry = { name: string; method: number; encrypted: boolean; packedBytes: number; offset: number }

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const endLength = 22
const entryLength = 46
const localLength = 30
const longestComment = 0xffff
const stored = 0
const deflated = 8

class Damaged extends Error {}

/**
 * Unpacks an archive into nothing and counts what comes out, entry by entry as its central directory lists them,
 * which is how Word and Excel read it: entries that overlap are counted each time, and no size in a header is believed.
 * Stops at the first byte over a bound. Encrypted, spanned and 64-bit archives are "damaged" to us.
 * Layout: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export async function measureZip(bytes: Buffer, bounds: ZipBounds = zipBounds): Promise<Measured> {
  try {
    const entries = listEntries(bytes, bounds.entries)
    const within = entries !== null && (await staysWithin(bytes, entries, bounds))
    return within ? { ok: true, names: entries.map(entry => entry.name) } : { ok: false, reason: 'unpacked' }
  } catch (error) {
    if (isDamage(error)) return { ok: false, reason: 'damaged' }
    throw error
  }
}

async function staysWithin(bytes: Buffer, entries: Entry[], bounds: ZipBounds): Promise<boolean> {
  let left = bounds.totalBytes
  for (const entry of entries) {
    left -= await unpackedBytes(packedOf(bytes, entry), entry.method, Math.min(left, bounds.entryBytes))
    if (left < 0) return false
  }
  return true
}

/**
 * One file of an archive as it comes out, or null when there is none of that name. Throws `TooLarge` at the first byte over
 * `most`, and what zlib throws when it is damaged.
 */
export function unpacked(bytes: Buffer, name: string, most: number): AsyncIterable<Buffer> | null {
  const entry = listEntries(bytes, zipBounds.entries)?.find(one => one.name === name)
  return entry ? unpackedUpTo(packedOf(bytes, entry), entry.method, most) : null
}

export class TooLarge extends Error {}

async function* unpackedUpTo(packed: Buffer, method: number, most: number): AsyncGenerator<Buffer> {
  if (method !== stored && method !== deflated) throw new Damaged()
  const out = Readable.from([packed])
  let count = 0
  for await (const chunk of method === stored ? out : out.pipe(createInflateRaw({ chunkSize: 65_536 }))) {
    count += (chunk as Buffer).length
    if (count > most) throw new TooLarge()
    yield chunk as Buffer
  }
}

/** Null when there are more than `most`. */
function listEntries(bytes: Buffer, most: number): Entry[] | null {
  const end = findEnd(bytes)
  const directoryEnd = bytes.readUInt32LE(end + 16) + bytes.readUInt32LE(end + 12)
  if (directoryEnd > end) throw new Damaged()

  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  while (at < directoryEnd) {
    if (entries.length === most) return null
    if (bytes.readUInt32LE(at) !== entrySignature) throw new Damaged()
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.push({
      name: bytes.toString('utf8', at + entryLength, at + entryLength + nameLength),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packedBytes: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    })
    at += entryLength + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  if (entries.length !== bytes.readUInt16LE(end + 10)) throw new Damaged()
  return entries
}

/** The end record must end the file: with bytes behind it, two readers may see two different archives. */
function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endLength - longestComment)
  for (let at = bytes.length - endLength; at >= first; at -= 1) {
    const found = bytes.readUInt32LE(at) === endSignature
    if (found && at + endLength + bytes.readUInt16LE(at + 20) === bytes.length) return at
  }
  throw new Damaged()
}

function packedOf(bytes: Buffer, { encrypted, offset, packedBytes }: Entry): Buffer {
  if (encrypted || bytes.readUInt32LE(offset) !== localSignature) throw new Damaged()
  const start = offset + localLength + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  const packed = bytes.subarray(start, start + packedBytes)
  if (packed.length !== packedBytes) throw new Damaged()
  return packed
}

/** Bytes that come out of an entry, or Infinity once they pass `most`. */
async function unpackedBytes(packed: Buffer, method: number, most: number): Promise<number> {
  if (method === stored) return packed.length <= most ? packed.length : Infinity
  if (method !== deflated) throw new Damaged()

  const inflate = Readable.from([packed]).pipe(createInflateRaw({ chunkSize: 65_536 }))
  let count = 0
  for await (const chunk of inflate) {
    count += (chunk as Buffer).length
    if (count > most) return Infinity
  }
  return count
}

/** A RangeError is an offset that points outside the file. */
export function isDamage(error: unknown): boolean {
  if (error instanceof Damaged || error instanceof RangeError) return true
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
}
