import { randomBytes } from 'node:crypto'
import { extraBytes, openWith, sealWith } from '../sealing/aes.ts'
import { sealing, type WrappedKey } from '../sealing/sealing.ts'

/**
 * How a file is stored: in chunks, each sealed separately with the file's own key, so that the file opens while it is read.
 * The vector counts the chunks and marks the last one: none can be left out, doubled, moved or cut off (the STREAM
 * construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). `done` is false while an older file is being sealed and has
 * chunks of both kinds: then `length` and `chunkSize` are those of the plain file.
 */
export type SealMark = WrappedKey & { version: 1; done: boolean }

/** A file as GridFS stores it. */
export type FileHead = { length: number; chunkSize: number; metadata?: { sealed?: SealMark } | null }

/** GridFS's default chunk size: 255 KiB. */
export const chunkBytes = 255 * 1024
/** Plain bytes in a chunk of that size. */
export const plainBytes = chunkBytes - extraBytes

export const newFileKey = (): Buffer => randomBytes(32)

/** Returns the context in which a file's key is sealed: with another file it does not open. */
const contextOf = (bucket: string, id: string): string => `${bucket} ${id}`
export const markOf = (key: Buffer, bucket: string, id: string, done: boolean): SealMark => ({
  version: 1,
  ...sealing().wrap(key, contextOf(bucket, id)),
  done,
})
export const fileKeyOf = (mark: SealMark, bucket: string, id: string): Buffer =>
  sealing().unwrap(mark, contextOf(bucket, id))

type Place = { n: number; last: boolean }

function vectorOf({ n, last }: Place): Buffer {
  const iv = Buffer.alloc(12)
  iv.writeUInt32BE(n, 7)
  iv.writeUInt8(last ? 1 : 0, 11)
  return iv
}

/** Thrown when the stored data differ from what was sent. A missing key is a different error. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError'
}

export const sealChunk = (key: Buffer, place: Place, plain: Buffer): Buffer => sealWith(key, vectorOf(place), plain)

export function openChunk(key: Buffer, place: Place, sealed: Buffer): Buffer {
  const plain = openWith(key, vectorOf(place), sealed)
  if (!plain)
    throw new DamagedFileError(`Chunk ${String(place.n)} of a sealed file does not open: it was changed, or moved.`)
  return plain
}

/** Returns the layout of the plain file, whether it is stored sealed, plain or as a mixture of both. Sizes in bytes. */
export function layoutOf({ length, chunkSize, metadata }: FileHead) {
  const done = metadata?.sealed?.done === true
  const chunks = Math.ceil(length / chunkSize)
  const size = done ? length - chunks * extraBytes : length
  const most = done ? chunkSize - extraBytes : chunkSize
  return {
    chunks,
    size,
    /** Returns the size of a plain chunk. */
    sizeOf: (n: number): number => (n === chunks - 1 ? size - n * most : most),
    /** Head of the same file when it is sealed completely, or not at all. */
    whenSealed: { length: size + chunks * extraBytes, chunkSize: most + extraBytes },
    whenPlain: { length: size, chunkSize: most },
  }
}
